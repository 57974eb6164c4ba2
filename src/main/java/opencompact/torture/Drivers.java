package opencompact.torture;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.host.Wish;
import opencompact.quantity.IdTag;
import opencompact.sim.Yard;
import opencompact.sim.bench.Car;
import opencompact.sim.bench.Cars;

/** People who come with cars, show cards, and leave in one manner or another. */
final class Drivers {
  static final List<String> CARDS = List.of("04A1B2C3", "04D4E5F6", "04778899", "0BAD0001");
  static final IdTag BAD = new IdTag("0BAD0001");
  private static final List<Car> CARS =
      List.of(
          Cars.SEDAN,
          Cars.SEDAN,
          Cars.named("compact-1p16"),
          Cars.named("fast-3p32"),
          Cars.named("phev-1p16"));

  private final Yard yard;
  private final Deeds deeds;
  private final SplittableRandom chance;
  private boolean here;

  Drivers(Yard yard, Deeds deeds, SplittableRandom chance) {
    this.yard = yard;
    this.deeds = deeds;
    this.chance = chance;
  }

  /** Somebody comes, charges for about so long and leaves; nobody comes while another is here. */
  void charge(Duration stay) {
    if (here || yard.bench().carPlugged()) {
      return;
    }
    here = true;
    String card = CARDS.get(chance.nextInt(20) == 0 ? 3 : chance.nextInt(3));
    boolean cardFirst = chance.nextInt(3) == 0;
    if (cardFirst) {
      show(card);
      in(Duration.ofMillis(chance.nextLong(500, 20_000)), this::plugIn);
    } else {
      plugIn();
      if (chance.nextInt(8) != 0) {
        in(Duration.ofMillis(chance.nextLong(500, 40_000)), () -> show(card));
      }
    }
    in(stay, () -> leave(card));
  }

  /** Whether somebody's car is at the station. */
  boolean here() {
    return here;
  }

  private void plugIn() {
    yard.bench().plugIn(CARS.get(chance.nextInt(CARS.size())), 32);
    yard.touched();
  }

  void show(String card) {
    if (yard.powered()) {
      deeds.shown(yard.now(), new IdTag(card));
      yard.tap(card);
    }
  }

  private void leave(String card) {
    switch (chance.nextInt(4)) {
      case 0, 1 -> show(card);
      case 2 -> {
        if (yard.powered() && chance.nextInt(3) == 0) {
          deeds.pressed(yard.now());
          yard.ask(new Wish.StopCharging());
        }
      }
      default -> {}
    }
    in(Duration.ofMillis(chance.nextLong(1, 15_000)), () -> go(0));
  }

  /** Takes the cable along, however often it takes to get it out. */
  private void go(int tries) {
    yard.bench().stopAtCar();
    yard.touched();
    in(
        Duration.ofSeconds(8),
        () -> {
          yard.bench().unplugAtCar();
          yard.touched();
          in(Duration.ofSeconds(3), () -> takeCable(tries));
        });
  }

  private void takeCable(int tries) {
    yard.bench().unplugAtStation();
    yard.touched();
    if (!yard.bench().carPlugged() && yard.bench().cableTaken()) {
      here = false;
      return;
    }
    in(Duration.ofSeconds(tries < 5 ? 20 : 300), () -> go(tries + 1));
  }

  private void in(Duration wait, Runnable deed) {
    yard.in(wait, deed);
  }
}
