package opencompact.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import opencompact.catalogue.Keys;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.rtm.Signals;
import opencompact.sim.Seams;
import opencompact.sim.SimDisk;

/** A bug put into a station on purpose, and within how many lives the ledger must find it. */
enum Plant {
  SYNC_SKIPPED(20) {
    @Override
    Seams seams() {
      return new Seams() {
        @Override
        public Journal journal(Journal disk) {
          ((SimDisk) disk).liesAboutSyncs(true);
          return disk;
        }
      };
    }
  },
  SPOKEN_BEFORE_REMEMBERED(20) {
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
  QUEUE_REORDERED_AT_BOOT(60) {
    @Override
    Seams seams() {
      return snapshot(facts -> facts.sort(Comparator.comparingInt(Plant::samplesLast)));
    }
  },
  QUEUE_LOST_AT_BOOT(20) {
    @Override
    Seams seams() {
      return snapshot(facts -> facts.removeIf(Fact.StillOwed.class::isInstance));
    }
  },
  SAMPLES_LOST_AT_BOOT(40) {
    @Override
    Seams seams() {
      return snapshot(facts -> facts.removeIf(fact -> samplesLast(fact) == 1));
    }
  },
  OPEN_CHARGE_LOST_AT_BOOT(20) {
    @Override
    Seams seams() {
      return snapshot(facts -> facts.removeIf(Fact.StillOpen.class::isInstance));
    }
  },
  NUMBER_FORGOTTEN_AT_BOOT(20) {
    @Override
    Seams seams() {
      return without(Fact.TransactionBound.class::isInstance);
    }
  },
  ANSWER_FORGOTTEN_AT_BOOT(20) {
    @Override
    Seams seams() {
      return without(Fact.Delivered.class::isInstance);
    }
  },
  ENERGY_NOT_KEPT_MEANWHILE(20) {
    @Override
    Seams seams() {
      return without(Fact.EnergySeen.class::isInstance);
    }
  },
  STARTED_AGAIN_AFTER_A_POWER_CUT(20) {
    @Override
    Seams seams() {
      return new Written() {
        @Override
        List<Fact> replay(Journal disk) {
          Memory memory = folded(disk.replay());
          if (memory.open() != null) {
            Fact.TransactionStarted start = memory.open().start();
            Owed again =
                new Owed.Start(
                    memory.nextSequence(),
                    start.number(),
                    start.tag(),
                    start.free(),
                    start.reservation(),
                    start.at(),
                    start.register());
            disk.append(List.of(new Fact.StillOwed(again)), List.of());
          }
          return disk.replay();
        }
      };
    }
  },
  GIVEN_UP_TOO_SOON(40) {
    @Override
    Seams seams() {
      return new Written() {
        @Override
        List<Fact> replay(Journal disk) {
          List<Fact> facts = new ArrayList<>(disk.replay());
          facts.add(
              new Fact.SettingChanged(Keys.TRANSACTION_MESSAGE_ATTEMPTS.name(), "2", "plant"));
          return facts;
        }
      };
    }
  },
  NEVER_GIVEN_UP(60) {
    @Override
    Seams seams() {
      return new Written() {
        @Override
        List<Fact> replay(Journal disk) {
          List<Fact> facts = new ArrayList<>(disk.replay());
          facts.add(
              new Fact.SettingChanged(Keys.TRANSACTION_MESSAGE_ATTEMPTS.name(), "1000", "plant"));
          return facts;
        }
      };
    }
  },
  WRONG_REASON_AFTER_A_POWER_CUT(10) {
    @Override
    Seams seams() {
      return new Spoken() {
        @Override
        public String said(String text) {
          return text.replace("\"reason\":\"PowerLoss\"", "\"reason\":\"Reboot\"");
        }
      };
    }
  },
  STAMPED_WHEN_SENT(10) {
    @Override
    Seams seams() {
      return new Spoken() {
        @Override
        public String said(String text) {
          return text.contains("\"StartTransaction\"") ? stamped(text, now) : text;
        }
      };
    }
  },
  END_STAMPED_AT_BOOT(10) {
    @Override
    Seams seams() {
      return new Spoken() {
        @Override
        public String said(String text) {
          return text.contains("\"PowerLoss\"") ? stamped(text, now) : text;
        }
      };
    }
  },
  OTHER_WORDS_WHEN_SAID_AGAIN(20) {
    @Override
    Seams seams() {
      return new Spoken() {
        private String before = "";

        @Override
        public String said(String text) {
          int idEnds = text.indexOf('"', 4);
          String words = idEnds < 0 ? text : text.substring(idEnds);
          boolean again = words.equals(before) && text.contains("\"meterSt");
          before = words;
          return again ? text.replace(".", "") : text;
        }
      };
    }
  },
  CLOSED_WITH_REGISTER_0(10) {
    @Override
    Seams seams() {
      return new Spoken() {
        @Override
        public String said(String text) {
          return text.contains("\"PowerLoss\"")
              ? text.replaceFirst("\"meterStop\":\\d+", "\"meterStop\":0")
              : text;
        }
      };
    }
  },
  TWO_WATT_HOURS_SHORT(5) {
    @Override
    Seams seams() {
      return new Spoken() {
        @Override
        public Signals measured(Signals truth, long worldNanos) {
          Signals heard = new Signals();
          heard.copy(truth);
          heard.importedMilliwattHours[0] = Math.max(0, heard.importedMilliwattHours[0] - 2_100);
          return heard;
        }
      };
    }
  },
  LATE_ANSWER_TAKEN_FOR_ANOTHER(60) {
    @Override
    Seams seams() {
      return new Spoken() {
        private String called = "";

        @Override
        public String said(String text) {
          called = text.startsWith("[2,\"") ? text.substring(4, text.indexOf('"', 4)) : called;
          return text;
        }

        @Override
        public String heard(String text) {
          return text.startsWith("[3,\"")
              ? "[3,\"" + called + text.substring(text.indexOf('"', 4))
              : text;
        }
      };
    }
  };

  private static final Instant BEGAN = Instant.parse("2026-03-02T06:00:00Z");

  /** So many lives may pass before the ledger notices. */
  final int lives;

  Plant(int lives) {
    this.lives = lives;
  }

  abstract Seams seams();

  private static int samplesLast(Fact fact) {
    return fact instanceof Fact.StillOwed(Owed owed) && owed instanceof Owed.Values ? 1 : 0;
  }

  private static String stamped(String text, long worldNanos) {
    return text.replaceFirst(
        "\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"" + BEGAN.plusNanos(worldNanos) + "\"");
  }

  private static Memory folded(List<Fact> facts) {
    Memory memory = new Memory();
    facts.forEach(memory::fold);
    return memory;
  }

  /** At each start the journal is replaced by a snapshot that is not what it was. */
  private static Seams snapshot(Consumer<List<Fact>> spoilt) {
    return new Written() {
      @Override
      List<Fact> replay(Journal disk) {
        List<Fact> facts = new ArrayList<>(folded(disk.replay()).compacted());
        spoilt.accept(facts);
        disk.compact(facts);
        return disk.replay();
      }
    };
  }

  private static Seams without(Predicate<Fact> forgotten) {
    return new Written() {
      @Override
      void append(List<Fact> facts, List<LogEntry> log, Journal disk) {
        disk.append(facts.stream().filter(forgotten.negate()).toList(), log);
      }
    };
  }

  /** A bug on the way to the line, which knows what time it is. */
  private abstract static class Spoken implements Seams {
    long now;

    @Override
    public Signals measured(Signals truth, long worldNanos) {
      now = worldNanos;
      return truth;
    }
  }

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
}
