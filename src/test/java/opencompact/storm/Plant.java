package opencompact.storm;

import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.quantity.Amperes;
import opencompact.rtm.Drive;
import opencompact.rtm.Grant;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.Signals;
import opencompact.sim.Seams;
import org.jspecify.annotations.Nullable;

/** A bug put into a station on purpose, and within how many storms it must be found. */
enum Plant {
  LOCK_BELIEVED_UNSEEN(60) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public Signals measured(Signals truth, long now) {
          Signals heard = copy(truth);
          heard.lockedFeedback = true;
          return heard;
        }
      };
    }
  },
  UNLOCKED_WHILE_CLOSED(6) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public void driven(Drive command, Signals truth, long now) {
          if (command.contactorClosed && command.dutyPercent >= 100) {
            command.lockMotor = Drive.LockMotor.UNLOCK;
          }
        }
      };
    }
  },
  CLOSED_300_MS_TOO_LONG(6) {
    @Override
    Seams seams() {
      return new Seams() {
        private long closedAt = Long.MIN_VALUE / 2;

        @Override
        public void driven(Drive command, Signals truth, long now) {
          if (command.contactorClosed) {
            closedAt = now;
          }
          command.contactorClosed = now - closedAt < 300_000_000L;
        }
      };
    }
  },
  PILOT_READ_TOO_SLOWLY(6) {
    @Override
    Seams seams() {
      return new Seams() {
        private long leftAt = -1;

        @Override
        public Signals measured(Signals truth, long now) {
          Signals heard = copy(truth);
          boolean ready = truth.pilotHighVolts < 7.5;
          leftAt = ready ? now : leftAt;
          if (!ready && leftAt >= 0 && now - leftAt < 400_000_000L) {
            heard.pilotHighVolts = 6;
          }
          return heard;
        }
      };
    }
  },
  ONE_AMPERE_TOO_MUCH(6) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public void driven(Drive command, Signals truth, long now) {
          if (command.dutyPercent >= 10 && command.dutyPercent < 100) {
            command.dutyPercent += 1 / 0.6;
          }
        }
      };
    }
  },
  CABLE_TAKEN_FOR_32_AMPERES(12) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public Signals measured(Signals truth, long now) {
          Signals heard = copy(truth);
          if (heard.proximityOhms < 2000) {
            heard.proximityOhms = 220;
          }
          return heard;
        }
      };
    }
  },
  VOLTAGE_NOT_LOOKED_AT(20) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public Signals measured(Signals truth, long now) {
          Signals heard = copy(truth);
          for (int k = 0; k < 3; k++) {
            heard.supplyVolts[k] = 230;
          }
          heard.hardwareTrip = false;
          return heard;
        }
      };
    }
  },
  GRANT_OUTLIVES_TRANSACTION(6) {
    @Override
    Seams seams() {
      return new Seams() {
        private @Nullable Grant given;

        @Override
        public RtmCommand told(RtmCommand command) {
          if (command instanceof RtmCommand.HostGrants(Grant grant)) {
            given = grant.energise() || given == null ? grant : given;
            return new RtmCommand.HostGrants(given);
          }
          return command;
        }
      };
    }
  },
  LIMIT_LOWERED_IN_VAIN(10) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public RtmCommand told(RtmCommand command) {
          return command instanceof RtmCommand.HostGrants(Grant g)
              ? new RtmCommand.HostGrants(
                  new Grant(g.energise(), Amperes.of(32), g.source(), g.holdCable()))
              : command;
        }
      };
    }
  },
  CABLE_NEVER_RELEASED(10) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public RtmCommand told(RtmCommand command) {
          return command instanceof RtmCommand.HostGrants(Grant g)
              ? new RtmCommand.HostGrants(new Grant(g.energise(), g.limit(), g.source(), true))
              : command;
        }
      };
    }
  },
  METER_TWO_PERCENT_HIGH(6) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public Signals measured(Signals truth, long now) {
          Signals heard = copy(truth);
          for (int k = 0; k < 3; k++) {
            heard.importedMilliwattHours[k] += heard.importedMilliwattHours[k] / 50;
          }
          return heard;
        }
      };
    }
  },
  STATUS_TOLD_WRONGLY(6) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public String said(String text) {
          return text.replace("\"status\":\"Available\"", "\"status\":\"Finishing\"");
        }
      };
    }
  },
  SPOKEN_BEFORE_REMEMBERED(6) {
    @Override
    Seams seams() {
      return new Written() {
        private List<Fact> waiting = List.of();

        @Override
        void append(List<Fact> facts, List<LogEntry> log, Journal disk) {
          List<Fact> now = waiting;
          waiting = facts;
          disk.append(now, log);
        }

        @Override
        List<Fact> replay(Journal disk) {
          waiting = List.of();
          return disk.replay();
        }
      };
    }
  },
  STOP_NOT_WRITTEN(6) {
    @Override
    Seams seams() {
      return new Written() {
        @Override
        void append(List<Fact> facts, List<LogEntry> log, Journal disk) {
          disk.append(
              facts.stream().filter(f -> !(f instanceof Fact.TransactionStopped)).toList(), log);
        }
      };
    }
  },
  START_WRITTEN_TWICE(16) {
    @Override
    Seams seams() {
      return new Written() {
        @Override
        void append(List<Fact> facts, List<LogEntry> log, Journal disk) {
          List<Fact> more = new ArrayList<>();
          for (Fact fact : facts) {
            more.add(fact);
            if (fact instanceof Fact.TransactionStarted) {
              more.add(fact);
            }
          }
          disk.append(more, log);
        }
      };
    }
  },
  TRANSACTION_NUMBER_MIXED_UP(16) {
    @Override
    Seams seams() {
      return new Written() {
        @Override
        List<Fact> replay(Journal disk) {
          List<Fact> facts = new ArrayList<>(disk.replay());
          for (int i = facts.size() - 1; i >= 0; i--) {
            if (facts.get(i) instanceof Fact.TransactionBound(int number, int id)) {
              facts.set(i, new Fact.TransactionBound(number, id + 1));
              break;
            }
          }
          return facts;
        }
      };
    }
  },
  RESERVATION_NOT_WRITTEN(8) {
    @Override
    Seams seams() {
      return without(Fact.Reserved.class);
    }
  },
  LIST_NOT_WRITTEN(12) {
    @Override
    Seams seams() {
      return without(Fact.LocalListSent.class);
    }
  },
  SNAPSHOT_WITHOUT_OUTBOX(30) {
    @Override
    Seams seams() {
      return new Written() {
        @Override
        void compact(List<Fact> facts, Journal disk) {
          disk.compact(facts.stream().filter(f -> !(f instanceof Fact.StillOwed)).toList());
        }
      };
    }
  };

  /** So many storms of a day may pass before somebody notices. */
  final int seeds;

  Plant(int seeds) {
    this.seeds = seeds;
  }

  abstract Seams seams();

  /** A bug between the station and its disk. */
  private abstract static class Written implements Seams {
    void append(List<Fact> facts, List<LogEntry> log, Journal disk) {
      disk.append(facts, log);
    }

    List<Fact> replay(Journal disk) {
      return disk.replay();
    }

    void compact(List<Fact> facts, Journal disk) {
      disk.compact(facts);
    }

    @Override
    public final Journal journal(Journal disk) {
      return new Journal() {
        @Override
        public void append(List<Fact> facts, List<LogEntry> log) {
          Written.this.append(facts, log, disk);
        }

        @Override
        public List<Fact> replay() {
          return Written.this.replay(disk);
        }

        @Override
        public void compact(List<Fact> equivalent) {
          Written.this.compact(equivalent, disk);
        }

        @Override
        public void close() {
          disk.close();
        }
      };
    }
  }

  /** A journal that never writes one kind of fact. */
  private static Seams without(Class<? extends Fact> kind) {
    return new Written() {
      @Override
      void append(List<Fact> facts, List<LogEntry> log, Journal disk) {
        disk.append(facts.stream().filter(f -> !kind.isInstance(f)).toList(), log);
      }
    };
  }

  private static Signals copy(Signals truth) {
    Signals heard = new Signals();
    heard.copy(truth);
    return heard;
  }
}
