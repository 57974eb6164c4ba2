package opencompact.rtm.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import opencompact.quantity.Amperes;
import opencompact.rtm.Drive;
import opencompact.rtm.Grant;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.Signals;
import org.jspecify.annotations.Nullable;

/**
 * A defect put between an RTM and its world on purpose: what it reads, hears or drives is bent. The
 * oracle sees the world on the other side of it.
 */
class Plant {
  private static final long MS = 1_000_000;

  /** No defect. */
  static final Plant NONE = new Plant();

  /** Bends what is measured; the copy may be changed. */
  void measured(Signals s, long now) {}

  /** Bends what is told; null swallows it. */
  @Nullable RtmCommand told(RtmCommand command, long now) {
    return command;
  }

  /** Something the RTM is told that nobody said, or null. */
  @Nullable RtmCommand invented(long now) {
    return null;
  }

  /** Bends what is driven. */
  void driven(Drive d, long now) {}

  boolean honest() {
    return this == NONE;
  }

  /** The defects, each one that a programmer could make. */
  enum Bug {
    LOCK_SWITCH_NOT_LOOKED_AT {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.lockedFeedback = true;
          }
        };
      }
    },
    UNLOCKS_WHILE_WINDING_DOWN {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void driven(Drive d, long now) {
            if (d.contactorClosed && d.dutyPercent >= 100) {
              d.lockMotor = Drive.LockMotor.UNLOCK;
            }
          }
        };
      }
    },
    UNLOCKS_A_WELDED_LINE {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            if (!closed) {
              s.lineLive[0] = false;
              s.lineLive[1] = false;
              s.lineLive[2] = false;
              s.neutralLive = false;
            }
          }

          private boolean closed;

          @Override
          void driven(Drive d, long now) {
            closed = d.contactorClosed;
          }
        };
      }
    },
    OPENS_200_MS_LATE {
      @Override
      Plant plant() {
        return new Plant() {
          private long closedAt = -1000 * MS;

          @Override
          void driven(Drive d, long now) {
            closedAt = d.contactorClosed ? now : closedAt;
            d.contactorClosed |= now - closedAt < 200 * MS;
          }
        };
      }
    },
    PILOT_DEBOUNCED_400_MS {
      @Override
      Plant plant() {
        return new Plant() {
          private long readyAt = -1000 * MS;

          @Override
          void measured(Signals s, long now) {
            boolean ready = s.pilotHighVolts > 4.3 && s.pilotHighVolts < 7.7;
            readyAt = ready ? now : readyAt;
            if (!ready && now - readyAt < 400 * MS) {
              s.pilotHighVolts = 6;
            }
          }
        };
      }
    },
    CLOSES_ON_A_SHORT_C {
      @Override
      Plant plant() {
        return new Plant() {
          private boolean was;

          @Override
          void driven(Drive d, long now) {
            if (!was && d.dutyPercent >= 10 && d.dutyPercent < 100) {
              d.contactorClosed |= ready;
            }
            was = d.contactorClosed;
          }

          private boolean ready;

          @Override
          void measured(Signals s, long now) {
            ready = s.pilotHighVolts > 4.3 && s.pilotHighVolts < 7.7;
          }
        };
      }
    },
    PILOT_ROUNDED_TO_THE_NEXT_STATE {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            if (s.pilotHighVolts > 1.5 && s.pilotHighVolts < 13.5) {
              s.pilotHighVolts = 3 * Math.clamp(Math.round(s.pilotHighVolts / 3), 1, 4);
            }
          }
        };
      }
    },
    DIODE_TAKEN_FOR_GRANTED {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.pilotLowVolts = -12;
          }
        };
      }
    },
    RESIDUAL_DC_NOT_READ {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.residualDcMilliamperes = 0;
          }
        };
      }
    },
    RESIDUAL_AC_IN_PEAK_NOT_RMS {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.residualAcMilliamperes *= 0.707;
          }
        };
      }
    },
    GRANT_NEVER_GROWS_OLD {
      @Override
      Plant plant() {
        return new Plant() {
          private @Nullable RtmCommand last;

          @Override
          @Nullable RtmCommand told(RtmCommand command, long now) {
            last = command instanceof RtmCommand.HostGrants ? command : last;
            return command;
          }

          @Override
          @Nullable RtmCommand invented(long now) {
            return last;
          }
        };
      }
    },
    PAUSE_NOT_HEARD {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          @Nullable RtmCommand told(RtmCommand command, long now) {
            return command instanceof RtmCommand.HostGrants(Grant g)
                    && g.energise()
                    && g.limit().tenths() < 60
                ? new RtmCommand.HostGrants(
                    new Grant(true, Amperes.of(6), g.source(), g.holdCable()))
                : command;
          }
        };
      }
    },
    DUTY_ROUNDED_UP {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void driven(Drive d, long now) {
            if (d.dutyPercent >= 10 && d.dutyPercent < 53) {
              d.dutyPercent = Math.ceil(d.dutyPercent);
            }
          }
        };
      }
    },
    CABLE_TAKEN_FOR_32_AMPERES {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            if (s.proximityOhms > 150 && s.proximityOhms < 4500) {
              s.proximityOhms = 220;
            }
          }
        };
      }
    },
    THIRD_LINE_NOT_WATCHED {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.supplyVolts[2] = 230;
          }
        };
      }
    },
    NEUTRAL_NOT_WATCHED {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.neutralToEarthVolts = 1;
          }
        };
      }
    },
    NO_NUMBER_TAKEN_FOR_ZERO {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.residualAcMilliamperes = number(s.residualAcMilliamperes, 0);
            s.residualDcMilliamperes = number(s.residualDcMilliamperes, 0);
            s.celsius[0] = number(s.celsius[0], 20);
            s.celsius[1] = number(s.celsius[1], 20);
            s.neutralToEarthVolts = number(s.neutralToEarthVolts, 0);
            for (int k = 0; k < 3; k++) {
              s.amperes[k] = number(s.amperes[k], 0);
              s.supplyVolts[k] = number(s.supplyVolts[k], 230);
            }
          }

          private static double number(double value, double instead) {
            return Double.isNaN(value) ? instead : value;
          }
        };
      }
    },
    OVERCURRENT_NOT_WATCHED {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.amperes[0] = Math.min(s.amperes[0], 6);
            s.amperes[1] = Math.min(s.amperes[1], 6);
            s.amperes[2] = Math.min(s.amperes[2], 6);
          }
        };
      }
    },
    HEAT_NOT_FELT {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.celsius[0] = Math.min(s.celsius[0], 60);
            s.celsius[1] = Math.min(s.celsius[1], 60);
          }
        };
      }
    },
    HARDWARE_TRIP_OVERLOOKED {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void measured(Signals s, long now) {
            s.hardwareTrip = false;
          }
        };
      }
    },
    CLOSES_AGAIN_AT_ONCE {
      @Override
      Plant plant() {
        return new Plant() {
          private boolean was;
          private long openedAt = -9000 * MS;

          @Override
          void driven(Drive d, long now) {
            if (was && !d.contactorClosed) {
              openedAt = now;
            }
            was = d.contactorClosed;
            // The car still stands in C under PWM: a tidy loop would simply close again.
            if (!d.contactorClosed && d.dutyPercent < 100 && now - openedAt < 1000 * MS) {
              d.contactorClosed = now - openedAt >= 500 * MS;
            }
          }
        };
      }
    },
    STATE_F_FOR_100_MS {
      @Override
      Plant plant() {
        return new Plant() {
          private long since = Long.MAX_VALUE / 2;

          @Override
          void driven(Drive d, long now) {
            if (d.dutyPercent != 0) {
              since = Long.MAX_VALUE / 2;
            } else {
              since = Math.min(since, now);
              d.dutyPercent = now - since >= 100 * MS ? 100 : 0;
            }
          }
        };
      }
    },
    OFFER_RISES_EACH_SECOND {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          void driven(Drive d, long now) {
            if (d.dutyPercent > 12 && d.dutyPercent < 54) {
              d.dutyPercent -= now / (1000 * MS) % 2;
            }
          }
        };
      }
    },
    REMOTE_CLEARING_TAKEN_FOR_LOCAL {
      @Override
      Plant plant() {
        return new Plant() {
          @Override
          @Nullable RtmCommand told(RtmCommand command, long now) {
            return command instanceof RtmCommand.FaultsCleared
                ? new RtmCommand.FaultsCleared(false)
                : command;
          }
        };
      }
    },
    FAULTS_CLEARED_EVERY_TEN_MINUTES {
      @Override
      Plant plant() {
        return new Plant() {
          private long next = 600_000 * MS;

          @Override
          @Nullable RtmCommand invented(long now) {
            if (now < next) {
              return null;
            }
            next = now + 600_000 * MS;
            return new RtmCommand.FaultsCleared(false);
          }
        };
      }
    },
    CALIBRATION_READ_THREE_STEPS_LATE {
      @Override
      Plant plant() {
        return new Plant() {
          private final Deque<Boolean> readings = new ArrayDeque<>();

          @Override
          void measured(Signals s, long now) {
            readings.add(s.calibrationValid);
            s.calibrationValid = readings.size() > 3 ? readings.remove() : readings.peek();
          }
        };
      }
    };

    abstract Plant plant();
  }
}
