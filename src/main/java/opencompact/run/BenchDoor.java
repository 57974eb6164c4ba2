package opencompact.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import opencompact.catalogue.Ailment;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.host.Outcome;
import opencompact.quantity.Amperes;
import opencompact.sim.bench.BenchView;
import opencompact.sim.bench.Car;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Causes;
import opencompact.sim.bench.Gauge;
import opencompact.sim.bench.Upset;
import opencompact.web.Bench;
import opencompact.web.BenchPicture;
import opencompact.web.Station;
import org.jspecify.annotations.Nullable;

/**
 * The simulated bench, as the web room and the command line see it (WEB-12): each act becomes a
 * deed on the bench's own thread. Besides what the electrical bench knows there is one cause more,
 * the limit of the site's supply, which no board measures but the host is told (LIM-1 code 3).
 */
final class BenchDoor implements Bench {
  static final String SITE_LIMIT = "site.limit";
  private static final String SITE_LIMIT_TAKES = "a number of 0 to 80 A";

  private static final String NOBODY_ASKS =
      "Nobody notices: the setting ExternalMeter is 0, so no external meter is asked.";

  /** A driver who pulls at a locked plug gives up after this time of the world. */
  private static final long PULLS = 10_000_000_000L;

  private static final long PULLS_AGAIN = 100_000_000L;

  private final BenchCell cell;
  private final HostCell host;
  private final Clock clock;

  private boolean buttonHeld;

  // Both belong to the cell's thread; pages read the picture that is made from them.
  private volatile @Nullable Amperes siteLimit;
  private volatile long siteLimitBegan;
  private volatile long siteLimitEnds;

  BenchDoor(BenchCell cell, HostCell host, Clock clock) {
    this.cell = cell;
    this.host = host;
    this.clock = clock;
  }

  // What is to be seen.

  @Override
  public BenchPicture picture() {
    BenchView view = cell.view();
    Instant wall = clock.wall();
    List<BenchPicture.Contact> contacts = new ArrayList<>();
    contacts.add(contact(view, "N", 3));
    List<BenchPicture.Line> lines = new ArrayList<>();
    for (int k = 0; k < view.phases(); k++) {
      contacts.add(contact(view, "L" + (k + 1), k));
      lines.add(
          new BenchPicture.Line(
              "L" + (k + 1), view.volts().get(k), view.amperes().get(k), view.watts().get(k)));
    }
    BenchView.CarView car = view.car();
    return new BenchPicture(
        view.uptimeNanos(),
        wall,
        clock.speed(),
        view.powered(),
        car == null
            ? null
            : new BenchPicture.PluggedCar(
                car.name(),
                car.state(),
                car.soc(),
                view.watts().stream().mapToDouble(Double::doubleValue).sum()),
        view.cableAmperes(),
        view.lock().inPlace(),
        contacts,
        new BenchPicture.Pilot(
            view.pilot().highVolts(), view.pilot().lowVolts(), view.pilot().dutyPercent()),
        lines,
        view.residualAcMilliamperes(),
        view.residualDcMilliamperes(),
        view.celsius(),
        inForce(view, wall));
  }

  private static BenchPicture.Contact contact(BenchView view, String pole, int index) {
    return new BenchPicture.Contact(pole, view.contacts().get(index));
  }

  private List<BenchPicture.InForce> inForce(BenchView view, Instant wall) {
    List<BenchPicture.InForce> all = new ArrayList<>();
    for (BenchView.Standing standing : view.causes()) {
      all.add(
          new BenchPicture.InForce(
              standing.upset().cause().title(),
              standing.upset().toString(),
              wall.minusNanos(view.uptimeNanos() - standing.sinceNanos()),
              until(standing.endNanos(), view.uptimeNanos(), wall)));
    }
    Amperes limit = siteLimit;
    if (limit != null) {
      all.add(
          new BenchPicture.InForce(
              SITE_LIMIT,
              SITE_LIMIT + "=" + limit.toString().replace(" ", ""),
              wall.minusNanos(view.uptimeNanos() - siteLimitBegan),
              until(siteLimitEnds, view.uptimeNanos(), wall)));
    }
    return all;
  }

  private static @Nullable Instant until(long end, long now, Instant wall) {
    return end == Long.MAX_VALUE ? null : wall.plusNanos(end - now);
  }

  @Override
  public Station.Watch watch(Runnable onChange) {
    return StationDoor.watching(cell.watchers(), onChange);
  }

  @Override
  public List<CarKind> cars() {
    return Cars.all().stream().map(car -> new CarKind(car.name(), car.description())).toList();
  }

  @Override
  public List<Bench.Cause> causes() {
    BenchView view = cell.view();
    List<BenchPicture.InForce> standing = inForce(view, clock.wall());
    List<Bench.Cause> all = new ArrayList<>();
    for (opencompact.sim.bench.Cause cause : opencompact.sim.bench.Cause.values()) {
      Fault fault = cause.fault();
      all.add(
          new Bench.Cause(
              cause.title(),
              cause.description(),
              cause.takes(),
              cause.unit(),
              cause.words(),
              fault == null ? null : fault.title(),
              cause.leads().stream().map(BenchDoor::lead).toList(),
              Gauge.now(cause, view),
              called(cause.title(), standing)));
    }
    Amperes limit = siteLimit;
    all.add(
        new Bench.Cause(
            SITE_LIMIT,
            "what the site's supply leaves to this station, told by a clamp or by neighbours",
            SITE_LIMIT_TAKES,
            "A",
            List.of(),
            null,
            List.of(),
            limit == null ? "no limit" : limit.toString(),
            called(SITE_LIMIT, standing)));
    return all;
  }

  private static Lead lead(opencompact.sim.bench.Cause.Lead lead) {
    Fault fault = lead.fault();
    return new Lead(lead.when(), fault.title(), fault.bit(), fault.errorCode().wire());
  }

  private static BenchPicture.@Nullable InForce called(
      String name, List<BenchPicture.InForce> standing) {
    return standing.stream().filter(cause -> cause.name().equals(name)).findFirst().orElse(null);
  }

  // What a person does.

  @Override
  public CompletionStage<Outcome> plugIn(String car, int cableAmperes) {
    Car wanted;
    try {
      wanted = Cars.named(car);
    } catch (IllegalArgumentException unknown) {
      return wrong(sentence(String.valueOf(unknown.getMessage())));
    }
    return deed(() ->
        outcome(
            cell.bench().plugIn(wanted, cableAmperes),
            "The car " + wanted.name() + " is plugged in."));
  }

  /** The driver unplugs the car, then pulls the plug out of the socket as soon as it comes. */
  @Override
  public CompletionStage<Outcome> unplug() {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    return later(
        answer,
        () -> {
          BenchView view = cell.bench().view();
          if (view.car() != null) {
            String refusal = cell.bench().unplugAtCar();
            if (refusal != null) {
              answer.complete(new Outcome.Refused(sentence(refusal)));
              return;
            }
            if (!view.socketed()) {
              answer.complete(new Outcome.Done("The car is unplugged."));
              return;
            }
          }
          pull(cell.world() + PULLS, view.car() != null, answer);
        });
  }

  private void pull(long giveUp, boolean carGone, CompletableFuture<Outcome> answer) {
    String refusal = cell.bench().unplugAtStation();
    if (refusal == null) {
      answer.complete(new Outcome.Done("The cable is unplugged at both ends."));
    } else if (holds(cell.bench().view().lock()) && cell.world() < giveUp) {
      cell.at(cell.world() + PULLS_AGAIN, () -> pull(giveUp, carGone, answer));
    } else if (carGone) {
      answer.complete(
          new Outcome.Done("The car is unplugged, but the cable stays: " + refusal + "."));
    } else {
      answer.complete(new Outcome.Refused(sentence(refusal)));
    }
  }

  /** The pin holds until it is out altogether. */
  private static boolean holds(BenchView.LockView lock) {
    return lock.inPlace() || lock.moving();
  }

  @Override
  public CompletionStage<Outcome> card(String uid) {
    Ailment ailment = cell.bench().ailment(Ailment.Part.CARD_READER);
    return CompletableFuture.completedFuture(
        ailment == null ? host.read(uid) : new Outcome.Refused(ailment.cause()));
  }

  @Override
  public CompletionStage<Outcome> raise(List<String> texts, @Nullable Duration lasts) {
    List<Supplier<String>> deeds = new ArrayList<>();
    for (String text : texts) {
      if (text.split("=", 2)[0].strip().equalsIgnoreCase(SITE_LIMIT)) {
        Amperes limit = siteLimit(text);
        if (limit == null) {
          return wrong(SITE_LIMIT + " takes " + SITE_LIMIT_TAKES + ", such as site.limit=10A.");
        }
        deeds.add(() -> raiseSiteLimit(limit, lasts));
      } else {
        switch (Causes.parse(text)) {
          case Causes.Parsed.Refused(String why) -> {
            return wrong(sentence(why));
          }
          case Causes.Parsed.Understood(Upset upset) -> deeds.add(() -> raise(upset, lasts));
        }
      }
    }
    return deed(() -> {
      List<String> said = new ArrayList<>();
      deeds.forEach(each -> said.add(each.get()));
      return new Outcome.Done(String.join(" ", said));
    });
  }

  private String raise(Upset upset, @Nullable Duration lasts) {
    cell.bench().raise(upset, lasts);
    return upset
        + " is in force"
        + (lasts == null ? ". " : " for " + Spans.words(lasts) + ". ")
        + (unasked(upset) ? NOBODY_ASKS : upset.promise());
  }

  /** Whether a silent meter would be noticed by nobody. */
  private boolean unasked(Upset upset) {
    return upset.cause() == opencompact.sim.bench.Cause.METER
        && "0".equals(host.view().settings().text(Keys.EXTERNAL_METER));
  }

  private static @Nullable Amperes siteLimit(String text) {
    String value = text.substring(text.indexOf('=') + 1).strip().replaceFirst("(?i)\\s*A$", "");
    double amperes;
    try {
      amperes = text.indexOf('=') < 0 ? -1 : Double.parseDouble(value);
    } catch (NumberFormatException notOne) {
      amperes = -1;
    }
    return amperes >= 0 && amperes <= 80
        ? Amperes.ofTenths((int) Math.floor(amperes * 10 + 1e-6))
        : null;
  }

  private String raiseSiteLimit(Amperes limit, @Nullable Duration lasts) {
    long ends = lasts == null ? Long.MAX_VALUE : cell.world() + lasts.toNanos();
    siteLimitBegan = cell.world();
    siteLimitEnds = ends;
    siteLimit = limit;
    host.supply(limit, "the site's supply");
    if (lasts != null) {
      cell.at(ends, () -> endSiteLimit(ends));
    }
    return "The site leaves "
        + limit
        + " to this station"
        + (lasts == null ? "." : " for " + Spans.words(lasts) + ".");
  }

  private void endSiteLimit(long ends) {
    if (siteLimit != null && siteLimitEnds == ends) {
      siteLimit = null;
      host.supply(null, "the site's supply");
    }
  }

  @Override
  public CompletionStage<Outcome> clear(String name) {
    if (name.equalsIgnoreCase(SITE_LIMIT)) {
      return deed(() -> {
        boolean stood = siteLimit != null;
        endSiteLimit(siteLimitEnds);
        return cleared(SITE_LIMIT, stood);
      });
    }
    opencompact.sim.bench.Cause cause = Causes.named(name);
    if (cause == null) {
      return wrong("No cause is called \"" + name + "\".");
    }
    return deed(() -> cleared(cause.title(), cell.bench().clear(cause)));
  }

  private static Outcome cleared(String name, boolean stood) {
    return stood
        ? new Outcome.Done(name + " is over.")
        : new Outcome.Refused(name + " was not in force.");
  }

  @Override
  public CompletionStage<Outcome> clearAll() {
    return deed(() -> {
      cell.bench().clearAll();
      endSiteLimit(siteLimitEnds);
      return new Outcome.Done("Nothing is broken any more.");
    });
  }

  @Override
  public CompletionStage<Outcome> power(boolean on) {
    return deed(() -> {
      if (cell.bench().powered() == on) {
        return new Outcome.Refused(on ? "The power is on." : "The power is cut already.");
      }
      cell.power(on);
      return new Outcome.Done(on ? "The power is back." : "The power is cut.");
    });
  }

  @Override
  public CompletionStage<Outcome> holdButton(Duration lasts) {
    return deed(() -> {
      if (buttonHeld) {
        return new Outcome.Refused("The reset button is held already.");
      }
      if (!(host.button(true) instanceof Outcome.Done)) {
        return new Outcome.Refused("Nobody feels the button: the station has no power.");
      }
      buttonHeld = true;
      cell.at(
          cell.world() + lasts.toNanos(),
          () -> {
            buttonHeld = false;
            host.button(false);
          });
      return new Outcome.Done(
          "The reset button is held for "
              + Spans.words(lasts)
              + "; the event log says what came of it.");
    });
  }

  @Override
  public CompletionStage<Outcome> advance(Duration time) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    return later(
        answer,
        () -> {
          cell.at(
              clock.advance(time),
              () -> answer.complete(new Outcome.Done("The clock is ahead by " + time + ".")));
        });
  }

  @Override
  public CompletionStage<Outcome> speed(double factor) {
    return deed(() -> {
      clock.pace(factor);
      return new Outcome.Done(
          "One second is now " + BenchDoor.plain(factor) + " s of the station.");
    });
  }

  static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private CompletionStage<Outcome> deed(Supplier<Outcome> deed) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    return later(
        answer,
        () -> {
          Outcome outcome = deed.get();
          cell.show();
          answer.complete(outcome);
        });
  }

  private CompletionStage<Outcome> later(CompletableFuture<Outcome> answer, Runnable deed) {
    if (!cell.does(deed)) {
      answer.complete(new Outcome.Refused("The bench is busy; try again."));
    }
    return answer;
  }

  private static Outcome outcome(@Nullable String refusal, String done) {
    return refusal == null ? new Outcome.Done(done) : new Outcome.Refused(sentence(refusal));
  }

  private static CompletionStage<Outcome> wrong(String sentence) {
    return CompletableFuture.completedFuture(new Outcome.Wrong(sentence));
  }

  /**
   * The bench answers in half sentences; people are told whole ones. A cause keeps its spelling.
   */
  private static String sentence(String half) {
    boolean startsWithCause = half.split(" ", 2)[0].indexOf('.') > 0;
    String start = half.substring(0, 1);
    return (startsWithCause ? start : start.toUpperCase(Locale.ROOT)) + half.substring(1) + ".";
  }
}
