package opencompact;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import opencompact.run.Main;
import org.junit.jupiter.api.Test;

/**
 * The two rules that keep the house a house, read from every compiled class: rooms know only the
 * rooms below them, and the core reaches the world only through its ports. Each is a table; to
 * change a rule, change the table and say why in a decision record.
 */
class HouseRulesTest {
  private static final Path COMPILED = Path.of("target", "classes");
  private static final Path COMPILED_TESTS = Path.of("target", "test-classes");

  /** Room to the rooms it knows. Who needs something from above declares a port for it. */
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          entry("quantity", Set.of()),
          entry("catalogue", Set.of("quantity")),
          entry("rtm", Set.of("catalogue", "quantity")),
          entry("memory", Set.of("catalogue", "quantity")),
          entry("ocpp", Set.of("catalogue", "quantity")),
          entry("host", Set.of("rtm", "memory", "ocpp", "catalogue", "quantity")),
          entry("web", Set.of("host", "rtm", "memory", "ocpp", "catalogue", "quantity")),
          entry("sim", Set.of("host", "rtm", "memory", "ocpp", "catalogue", "quantity")),
          entry("torture", Set.of("sim", "host", "rtm", "memory", "ocpp", "catalogue", "quantity")),
          entry("driver", Set.of("host", "rtm", "memory", "ocpp", "catalogue", "quantity")),
          entry(
              "run",
              Set.of(
                  "web",
                  "torture",
                  "sim",
                  "driver",
                  "host",
                  "rtm",
                  "memory",
                  "ocpp",
                  "catalogue",
                  "quantity")));

  /** The rooms in which one seed must replay any day. */
  private static final Set<String> CORE =
      Set.of("quantity", "catalogue", "rtm", "memory", "ocpp", "host", "sim", "torture");

  /** Clocks and chance come from {@code run}; everybody else is given a moment and a generator. */
  private static final List<String> CLOCKS_AND_CHANCE =
      List.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.lang.Math.random",
          "java.time.Clock.system",
          "java.time.Clock.tick",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Year.now",
          "java.time.YearMonth.now",
          "java.time.ZonedDateTime.now",
          "java.util.Calendar",
          "java.util.Date.<init>()",
          "java.util.GregorianCalendar",
          "java.util.Random.<init>",
          "java.util.SplittableRandom.<init>()",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.random.RandomGenerator.getDefault");

  /** Threads, files, sockets and collections whose order changes from one run to the next. */
  private static final List<String> WORLD =
      List.of(
          "java.io.File",
          "java.io.RandomAccessFile",
          "java.lang.Process",
          "java.lang.System.err",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.System.in",
          "java.lang.System.out",
          "java.lang.Thread",
          "java.net.DatagramSocket",
          "java.net.InetAddress",
          "java.net.ServerSocket",
          "java.net.Socket",
          "java.net.http.",
          "java.nio.channels.",
          "java.nio.file.",
          "java.security.SecureRandom",
          "java.sql.",
          "java.time.Clock",
          "java.time.ZoneId.systemDefault",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap",
          "java.util.Map.copyOf",
          "java.util.Map.of",
          "java.util.Set.copyOf",
          "java.util.Set.of",
          "java.util.Timer",
          "java.util.UUID.randomUUID",
          "java.util.WeakHashMap",
          "java.util.concurrent.Blocking",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.Concurrent",
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.Executor",
          "java.util.concurrent.ForkJoin",
          "java.util.concurrent.Scheduled",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.locks.",
          "java.util.stream.Collectors.groupingBy(Function)",
          "java.util.stream.Collectors.groupingBy(Function,Collector)",
          "java.util.stream.Collectors.toMap(Function,Function)",
          "java.util.stream.Collectors.toMap(Function,Function,BinaryOperator)",
          "java.util.stream.Collectors.toSet",
          "java.util.stream.Collectors.toUnmodifiableMap",
          "java.util.stream.Collectors.toUnmodifiableSet",
          "io.netty.",
          "io.vertx.",
          "org.slf4j.");

  private static final Pattern DESCRIBED_TYPE = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+)[;<]");

  @Test
  void a_room_knows_only_the_rooms_below_it() throws IOException {
    assertThat(offences(COMPILED, HouseRulesTest::roomsNotKnown)).isEmpty();
  }

  @Test
  void no_room_of_the_core_touches_clock_chance_thread_file_socket_or_unordered_collection()
      throws IOException {
    assertThat(offences(COMPILED, HouseRulesTest::doorsInTheCore)).isEmpty();
  }

  @Test
  void nobody_but_run_reads_a_clock_or_draws_lots() throws IOException {
    assertThat(offences(COMPILED, HouseRulesTest::clocksOutsideRun)).isEmpty();
  }

  @Test
  void tests_live_in_virtual_time() throws IOException {
    assertThat(offences(COMPILED_TESTS, HouseRulesTest::clocksInTests)).isEmpty();
  }

  @Test
  void an_offender_is_named_with_its_call() throws IOException {
    ClassModel offender =
        ClassFile.of()
            .parse(COMPILED_TESTS.resolve("opencompact", "HouseRulesTest$Offender.class"));

    assertThat(forbidden(offender, CLOCKS_AND_CHANCE))
        .containsExactlyInAnyOrder(
            "opencompact.HouseRulesTest$Offender uses java.lang.System.nanoTime()long",
            "opencompact.HouseRulesTest$Offender uses java.util.Random.<init>()void");
    assertThat(forbidden(offender, WORLD))
        .contains(
            "opencompact.HouseRulesTest$Offender uses java.util.HashMap.<init>()void",
            "opencompact.HouseRulesTest$Offender uses java.lang.Thread");
    assertThat(unknownTo("rtm", offender))
        .containsExactly("opencompact.HouseRulesTest$Offender (rtm) knows opencompact.run.Main");
    assertThat(unknownTo("run", offender)).isEmpty();
  }

  /** Does, on purpose, what no class may do: it is what the rules must be able to see. */
  static final class Offender {
    final Map<String, Long> unordered = new HashMap<>();

    Class<?> offend(Thread neverCalled) {
      unordered.put("now", System.nanoTime() + new Random().nextLong());
      return Main.class;
    }
  }

  private static List<String> offences(Path compiled, Function<ClassModel, List<String>> rule)
      throws IOException {
    try (Stream<Path> files = Files.walk(compiled)) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(classes).as("compiled classes in " + compiled.toAbsolutePath()).isNotEmpty();
      return classes.stream().map(HouseRulesTest::parse).map(rule).flatMap(List::stream).toList();
    }
  }

  private static List<String> roomsNotKnown(ClassModel model) {
    return unknownTo(room(name(model)), model);
  }

  private static List<String> unknownTo(String room, ClassModel model) {
    Set<String> known = KNOWS.get(room);
    if (known == null) {
      return List.of(name(model) + " is in no room of the house (room \"" + room + "\")");
    }
    return uses(model).stream()
        .filter(use -> use.startsWith("opencompact.") && !use.contains("("))
        .filter(use -> !use.startsWith(HouseRulesTest.class.getName()))
        .filter(use -> !room(use).equals(room) && !known.contains(room(use)))
        .map(use -> name(model) + " (" + room + ") knows " + use)
        .toList();
  }

  private static List<String> doorsInTheCore(ClassModel model) {
    return CORE.contains(room(name(model)))
        ? Stream.of(CLOCKS_AND_CHANCE, WORLD)
            .flatMap(doors -> forbidden(model, doors).stream())
            .toList()
        : List.of();
  }

  private static List<String> clocksOutsideRun(ClassModel model) {
    return room(name(model)).equals("run") ? List.of() : forbidden(model, CLOCKS_AND_CHANCE);
  }

  private static List<String> clocksInTests(ClassModel model) {
    boolean exempt =
        name(model).equals(Offender.class.getName()) || name(model).contains(".jmh_generated.");
    return exempt ? List.of() : clocksOutsideRun(model);
  }

  private static List<String> forbidden(ClassModel model, List<String> doors) {
    return uses(model).stream()
        .filter(use -> doors.stream().anyMatch(use::startsWith))
        .map(use -> name(model) + " uses " + use)
        .toList();
  }

  /** Every type and every member that the class mentions, in code, signature or annotation. */
  private static Set<String> uses(ClassModel model) {
    Set<String> uses = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case MemberRefEntry member ->
            uses.add(
                dotted(member.owner().asInternalName())
                    + "."
                    + member.name().stringValue()
                    + parameters(member.type().stringValue()));
        case ClassEntry type when !type.asInternalName().startsWith("[") ->
            uses.add(dotted(type.asInternalName()));
        case Utf8Entry text ->
            DESCRIBED_TYPE
                .matcher(text.stringValue())
                .results()
                .map(match -> dotted(match.group(1)))
                .forEach(uses::add);
        default -> {}
      }
    }
    return uses;
  }

  private static String parameters(String descriptor) {
    return descriptor.startsWith("(")
        ? MethodTypeDesc.ofDescriptor(descriptor).displayDescriptor()
        : "";
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(ClassModel model) {
    return dotted(model.thisClass().asInternalName());
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }

  /** The first package below the root; classes deeper inside a room belong to that room. */
  private static String room(String className) {
    String[] parts = className.split("\\.", 3);
    return parts.length == 3 ? parts[1] : "";
  }
}
