package opencompact.fuzz;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Status;
import opencompact.host.Plate;
import opencompact.memory.Fact;
import opencompact.memory.InstalledProfile;
import opencompact.memory.Journal;
import opencompact.memory.LogEntry;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reservation;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.FrameJudge;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.OfficialSchemas;
import opencompact.ocpp.Operation;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.ReserveNow;
import opencompact.ocpp.TriggerMessage;
import opencompact.quantity.IdTag;
import opencompact.rtm.Grant;
import opencompact.sim.Seams;
import opencompact.sim.SimBackOffice;
import opencompact.sim.Yard;
import opencompact.sim.bench.Cars;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One station, whole and in virtual time, to which somebody says whatever comes to mind. After each
 * frame the laws hold: it lives; it answers once, by the right code, in a form that the official
 * schemas allow (OCPP-TR-21 to OCPP-TR-37, OCPP-MS-38); what it has refused has changed nothing;
 * and what it keeps does not grow. A seed says exactly what was said.
 */
final class Fuzz {
  /** How many frames are said to one station. */
  static final int FRAMES_OF_A_STATION = 500;

  private static final Instant BEGAN = Instant.parse("2026-03-02T06:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static final long ON_THE_WIRE_NANOS = 30_000_000;
  private static final Duration LATEST_ANSWER = Duration.ofSeconds(65);
  private static final int LARGEST_COLLECTION = 2_500;
  private static final long MOST_CHARACTERS = 12_000_000;
  private static final int LOOK_EVERY = 250;

  private final long seed;
  private final SplittableRandom chance;
  private final Menu menu;
  private final Yard yard;
  private final OfficialSchemas schemas;
  private final Set<String> used = new TreeSet<>();
  private final Set<String> awaited = new TreeSet<>();
  private final List<String> said = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private Menu.@Nullable Asked outstanding;
  private int attempts;

  /** What a refused frame must leave as it was. */
  private record Picture(
      Status status,
      boolean online,
      @Nullable OpenTransaction open,
      List<InstalledProfile> profiles,
      @Nullable Reservation reservation,
      int listVersion,
      Map<String, String> settings,
      boolean closed,
      @Nullable Grant grant) {}

  /** What was counted on the way. */
  static final class Tally {
    long frames;
    long silent;
    long refused;
    long carriedOut;
    long later;
    Extent largest = Extent.of("");

    Tally and(Tally other) {
      Tally both = new Tally();
      both.frames = frames + other.frames;
      both.silent = silent + other.silent;
      both.refused = refused + other.refused;
      both.carriedOut = carriedOut + other.carriedOut;
      both.later = later + other.later;
      both.largest = largest.characters() > other.largest.characters() ? largest : other.largest;
      return both;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d frames: %d carried out or declined by status, %d refused, %d not to be answered, %d"
              + " answered later; at most %s",
          frames,
          carriedOut,
          refused,
          silent,
          later,
          largest);
    }
  }

  Fuzz(long seed, OfficialSchemas schemas) {
    this.seed = seed;
    this.schemas = schemas;
    this.chance = new SplittableRandom(seed * 7919 + 11);
    this.menu = new Menu(chance.split());
    Model model = chance.nextInt(4) == 0 ? Model.TLC : Model.SLC;
    Plate plate =
        new Plate(
            "00000042", "fuzz", new Delivery(model, chance.nextInt(3) == 0 ? 1 : 3, Region.EU));
    List<Fact> settings =
        List.of(
            set(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp"),
            set(Keys.LOCAL_AUTH_LIST_ENABLED.name(), chance.nextBoolean() ? "true" : "false"),
            set(Keys.PLUG_AND_CHARGE.name(), "false"));
    this.yard = new Yard(plate, settings, BEGAN, seed, new Ears());
    FrameJudge.of(yard);
    begin(chance.nextInt(9));
  }

  private static Fact set(String key, String value) {
    return new Fact.SettingChanged(key, value, "fuzz");
  }

  /** Hears what the station says and writes in the very moment in which it does. */
  private final class Ears implements Seams {
    @Override
    public String said(String text) {
      JsonNode frame = JSON.readTree(text);
      if (frame.get(0).asInt() == 2) {
        Operation operation = Objects.requireNonNull(Operation.named(frame.get(2).asString()));
        outstanding = new Menu.Asked(frame.get(1).asString(), operation);
      } else {
        said.add(text);
        awaited.remove(frame.get(1).asString());
      }
      return text;
    }

    @Override
    public Journal journal(Journal disk) {
      return new Journal() {
        @Override
        public void append(List<Fact> more, List<LogEntry> log) {
          facts.addAll(more);
          disk.append(more, log);
        }

        @Override
        public List<Fact> replay() {
          return disk.replay();
        }

        @Override
        public void compact(List<Fact> equivalent) {
          disk.compact(equivalent);
        }

        @Override
        public void close() {
          disk.close();
        }
      };
    }
  }

  /** Brings the station into a state in which there is something to spoil. */
  private void begin(int which) {
    SimBackOffice office = yard.backOffice();
    if (which == 7) {
      office.registers(RegistrationStatus.PENDING, 300);
    } else if (which == 8) {
      office.registers(RegistrationStatus.REJECTED, 3000);
    }
    yard.later(Duration.ofSeconds(20));
    switch (which) {
      case 1, 2, 3 -> {
        yard.bench().plugIn(Cars.SEDAN, 32);
        yard.touched();
        yard.tap("04A1B2C3");
        yard.later(Duration.ofMinutes(1));
        OpenTransaction open = yard.open();
        Integer id = open == null ? null : open.transactionId();
        if (id != null) {
          menu.knows(new RemoteStopTransaction.Request(id));
        }
      }
      case 4 ->
          office.call(
              new ReserveNow.Request(
                  1, BEGAN.plus(Duration.ofDays(1)), new IdTag("04A1B2C3"), null, 7));
      case 5 -> office.call(new ChangeAvailability.Request(0, AvailabilityType.INOPERATIVE));
      case 6 -> {
        yard.bench().plugIn(Cars.SEDAN, 20);
        yard.touched();
      }
      default -> {}
    }
    menu.knows(new TriggerMessage.Request(MessageTrigger.HEARTBEAT, null));
    menu.knows(new TriggerMessage.Request(MessageTrigger.STATUS_NOTIFICATION, 1));
    yard.later(Duration.ofSeconds(10));
  }

  /** Says so many frames; throws when a law is broken, with everything needed to see it again. */
  void run(int frames, Tally tally) {
    String text = "";
    int number = 0;
    try {
      for (number = 1; number <= frames; number++) {
        connected();
        text = menu.next(outstanding);
        say(text, tally);
        if (number % LOOK_EVERY == 0) {
          look(tally);
        }
      }
      text = "(after the last frame)";
      number = frames;
      calm();
      look(tally);
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          "seed "
              + seed
              + ", frame "
              + number
              + ": "
              + text
              + "\n"
              + broken.getMessage()
              + "\nAgain: ./compact fuzz "
              + FRAMES_OF_A_STATION
              + " "
              + seed,
          broken);
    }
  }

  /** Lets time pass until there is a line; a frame said without one would prove nothing. */
  private void connected() {
    for (int i = 0; i < 400 && !yard.network().open(); i++) {
      yard.later(Duration.ofSeconds(i < 100 ? 5 : 60));
    }
    if (!yard.network().open()) {
      throw new AssertionError("The station does not come back to its back office.");
    }
    anotherLine();
  }

  private void say(String text, Tally tally) {
    SimBackOffice office = yard.backOffice();
    // Whatever the station asks now is left to the menu to answer.
    office.becomes(chance.nextInt(3) == 0 ? SimBackOffice.Mood.SILENT : SimBackOffice.Mood.ANSWERS);
    office.says(text);
    yard.later(Duration.ofNanos(ON_THE_WIRE_NANOS - 1));
    Picture before = picture();
    boolean answersUs = answersUs(text);
    boolean rejected = yard.view().line().state().equals("rejected");
    Expectation expected = Expectation.of(text, yard.view().settings(), schemas);
    said.clear();
    facts.clear();
    Set<String> waiting = new TreeSet<>(awaited);
    yard.later(Duration.ofNanos(1));
    tally.frames++;
    if (anotherLine()) {
      return; // The line broke while it was on its way.
    }
    // Of what was asked earlier, some may be answered only now.
    List<String> answers =
        said.stream()
            .filter(answer -> under(answer, expected.id()) || !waiting.contains(idOf(answer)))
            .toList();
    // A call that waited for its turn may have been carried out in this one, too.
    boolean alone = said.size() == answers.size();
    boolean refused = answers.stream().anyMatch(answer -> answer.startsWith("[4,"));
    judge(expected, answers, rejected);
    if (answers.isEmpty() && expected.silence()) {
      tally.silent++;
      if (!answersUs && alone) {
        unchanged(before);
      }
    } else if (refused) {
      tally.refused++;
      if (alone) {
        unchanged(before);
      }
    } else if (answers.isEmpty()) {
      tally.later++;
    } else {
      tally.carriedOut++;
    }
    pause();
  }

  private void judge(Expectation expected, List<String> answers, boolean rejected) {
    if (rejected && answers.isEmpty()) {
      return; // A rejected station says nothing (OCPP-BT-06).
    }
    // An id that is in use earns a ProtocolError, and a repeated frame the same answer as before.
    boolean again = expected.id() != null && !used.add(expected.id());
    String wrong = expected.wrong(answers);
    if (wrong != null && !(again && answers.size() == 1)) {
      throw new AssertionError("It " + wrong);
    }
    if (answers.isEmpty() && expected.id() != null && !expected.silence()) {
      awaited.add(expected.id());
    }
  }

  private static boolean under(String answer, @Nullable String id) {
    return idOf(answer).equals(id);
  }

  private static String idOf(String answer) {
    return JSON.readTree(answer).get(1).asString();
  }

  private boolean answersUs(String text) {
    Menu.Asked open = outstanding;
    return open != null && text.contains(open.id());
  }

  private void unchanged(Picture before) {
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.SecurityEventHappened _ -> {}
        // What was ordered before goes on with the next turn, whatever that hears.
        case Fact.RestartOrdered _, Fact.FirmwareStepped _, Fact.UploadStepped _ -> {}
        // A message of ours that nobody answers in time has failed once more in that very turn.
        case Fact.AttemptFailed _ -> {}
        default -> throw new AssertionError("It was refused and yet remembered: " + fact);
      }
    }
    Picture after = picture();
    if (!after.equals(before)) {
      throw new AssertionError("It was refused and yet changed\n" + before + "\nto\n" + after);
    }
  }

  private Picture picture() {
    Yard.Granted granted = yard.granted();
    return new Picture(
        yard.view().status(),
        yard.view().line().online(),
        yard.open(),
        yard.profiles(),
        yard.reservation(),
        yard.localListVersion(),
        yard.view().settings().overrides(),
        yard.bench().view().contacts().contains(true),
        granted == null ? null : granted.grant());
  }

  /**
   * Mostly short; now and then long enough for whatever was begun. Never whole milliseconds, so
   * that nothing else happens in the instant in which a frame arrives.
   */
  private void pause() {
    switch (chance.nextInt(250)) {
      case 0 -> calm();
      case 1, 2, 3, 4 -> yard.later(Duration.ofNanos(chance.nextLong(9_000_000_000L)));
      default -> yard.later(Duration.ofNanos(chance.nextLong(200_000_000)));
    }
  }

  /** By now every call must have its answer, unless the line broke in between. */
  private void calm() {
    anotherLine();
    yard.later(LATEST_ANSWER);
    if (!anotherLine() && !awaited.isEmpty()) {
      throw new AssertionError("These calls were never answered: " + awaited);
    }
    awaited.clear();
  }

  /** Whether the connection is not the one that it was; then nothing is answered any more. */
  private boolean anotherLine() {
    boolean same = yard.network().open() && yard.network().attempts() == attempts;
    if (!same) {
      attempts = yard.network().attempts();
      outstanding = null;
      awaited.clear();
    }
    return !same;
  }

  /** Nothing that the station keeps grows with what is said to it. */
  private void look(Tally tally) {
    Extent extent = Extent.of(field(yard, "host"));
    if (extent.characters() > tally.largest.characters()) {
      tally.largest = extent;
    }
    if (extent.largest() > LARGEST_COLLECTION || extent.characters() > MOST_CHARACTERS) {
      throw new AssertionError("The station keeps too much: " + extent);
    }
  }

  private static Object field(Object of, String name) {
    try {
      Field field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** So many frames, said to as many stations as that takes. */
  static Tally blow(long frames, long firstSeed, OfficialSchemas schemas) {
    long stations = Math.ceilDiv(frames, FRAMES_OF_A_STATION);
    AtomicReference<AssertionError> broken = new AtomicReference<>();
    Tally all =
        LongStream.range(firstSeed, firstSeed + stations)
            .parallel()
            .mapToObj(seed -> {
              Tally tally = new Tally();
              try {
                if (broken.get() == null) {
                  new Fuzz(seed, schemas).run(FRAMES_OF_A_STATION, tally);
                }
              } catch (AssertionError law) {
                broken.compareAndSet(null, law);
              }
              return tally;
            })
            .reduce(new Tally(), Tally::and);
    AssertionError law = broken.get();
    if (law != null) {
      throw law;
    }
    return all;
  }

  /** {@code ./compact fuzz [N] [SEED]}. */
  public static void main(String[] arguments) {
    OfficialSchemas schemas = OfficialSchemas.installed();
    if (schemas == null) {
      System.err.println("compact: the official schemas are missing; run npm ci in src/test/node.");
      System.exit(1);
    }
    long frames = 1_000_000;
    long seed = 1;
    try {
      frames = arguments.length > 0 ? Long.parseLong(arguments[0]) : frames;
      seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : seed;
    } catch (NumberFormatException notOne) {
      System.err.println("compact: fuzz takes two whole numbers, of frames and the first seed.");
      System.exit(2);
    }
    try {
      System.out.println(blow(frames, seed, schemas));
    } catch (AssertionError broken) {
      System.out.println(broken.getMessage());
      System.exit(1);
    }
  }
}
