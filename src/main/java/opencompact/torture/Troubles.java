package opencompact.torture;

import java.time.Duration;
import java.util.SplittableRandom;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.ClearCache;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.UnlockConnector;
import opencompact.quantity.IdTag;
import opencompact.sim.SimBackOffice;
import opencompact.sim.SimBackOffice.Mood;
import opencompact.sim.SimDisk;
import opencompact.sim.SimNetwork;
import opencompact.sim.Yard;

/** What befalls the station: its mains, its disk, its line and its back office. */
final class Troubles {
  static final int HEARTBEAT_SECONDS = 3600;

  private final Yard yard;
  private final BadLine line;
  private final SplittableRandom chance;
  private final Tally tally;
  private long powerReturns = -1;
  private int cutsToCome;
  private boolean over;

  Troubles(Yard yard, BadLine line, SplittableRandom chance, Tally tally) {
    this.yard = yard;
    this.line = line;
    this.chance = chance;
    this.tally = tally;
  }

  /** Called after every appointment: power that is gone will be back. */
  void check() {
    if (yard.bench().powered()) {
      powerReturns = -1;
    } else if (powerReturns < 0) {
      tally.powerCuts++;
      long away = chance.nextInt(5) == 0 ? chance.nextLong(7_200_000) : chance.nextLong(90_000);
      powerReturns = yard.now() + (1 + away) * 1_000_000;
      yard.in(Duration.ofMillis(1 + away), this::powerReturns);
    }
  }

  private void powerReturns() {
    if (yard.bench().powered()) {
      return;
    }
    yard.restorePower();
    if (cutsToCome > 0 && !over) {
      cutsToCome--;
      if (chance.nextBoolean()) {
        cutAtWrite();
      } else {
        yard.in(Duration.ofMillis(chance.nextLong(1, 9_000)), yard::cutPower);
      }
    }
  }

  /** Something happens now, and ends by itself. */
  void strike() {
    if (over) {
      return;
    }
    switch (chance.nextInt(12)) {
      case 0, 1, 2 -> power();
      case 3 -> disk();
      case 4, 5, 6, 7 -> network();
      case 8, 9 -> office();
      default -> order();
    }
  }

  // ---------------------------------------------------------------- power and disk

  private void power() {
    cutsToCome = chance.nextInt(4) == 0 ? chance.nextInt(1, 4) : 0;
    if (chance.nextBoolean()) {
      yard.cutPower();
    } else {
      cutAtWrite();
    }
  }

  private void cutAtWrite() {
    SimDisk disk = yard.disk();
    disk.cutPowerAt(
        disk.writes() + 1 + chance.nextInt(4),
        chance.nextBoolean() ? SimDisk.Cut.TORN : SimDisk.Cut.UNHEARD);
  }

  private void disk() {
    tally.diskFaults++;
    SimDisk.Health[] sick = {
      SimDisk.Health.FULL,
      SimDisk.Health.FAILING,
      SimDisk.Health.READ_ONLY,
      SimDisk.Health.SYNC_FAILS
    };
    yard.disk().become(sick[chance.nextInt(sick.length)]);
    yard.in(lasting(), () -> yard.disk().become(SimDisk.Health.SOUND));
  }

  // ---------------------------------------------------------------- the line

  private void network() {
    SimNetwork network = yard.network();
    switch (chance.nextInt(9)) {
      case 0, 1 -> {
        network.becomes(SimNetwork.State.DOWN);
        yard.in(outage(), () -> network.becomes(SimNetwork.State.UP));
      }
      case 2 -> line.dies(true, true);
      case 3 -> line.dies(true, false);
      case 4 -> line.dies(false, true);
      case 5 -> {
        line.slows(chance.nextLong(500, 45_000));
        yard.in(lasting(), line::mend);
      }
      case 6 -> {
        line.loses(chance.nextDouble(0.05, 0.6));
        yard.in(lasting(), line::mend);
      }
      case 7 -> {
        line.breaks(chance.nextDouble(0.05, 0.6));
        yard.in(lasting(), line::mend);
      }
      default -> {
        line.refuses(chance.nextBoolean());
        network.cut();
        yard.in(lasting(), line::mend);
      }
    }
  }

  // ---------------------------------------------------------------- the back office

  private void office() {
    SimBackOffice office = yard.backOffice();
    switch (chance.nextInt(7)) {
      case 0, 1, 2 -> {
        Mood[] moods = Mood.values();
        // Sometimes nothing but one mood, so that messages are given up.
        Mood only = chance.nextInt(3) == 0 ? moods[chance.nextInt(moods.length)] : null;
        double share = chance.nextDouble(0.1, 0.8);
        SplittableRandom whims = chance.split();
        office.isLateBy(Duration.ofMillis(chance.nextLong(100, 90_000)));
        office.follows(_ ->
            only != null
                ? only
                : whims.nextDouble() < share ? moods[whims.nextInt(moods.length)] : Mood.ANSWERS);
        yard.in(lasting(), () -> office.follows(_ -> null));
      }
      case 3 -> {
        office.registers(
            chance.nextBoolean() ? RegistrationStatus.PENDING : RegistrationStatus.REJECTED,
            chance.nextInt(5, 120));
        power();
        yard.in(lasting(), () -> office.registers(RegistrationStatus.ACCEPTED, HEARTBEAT_SECONDS));
      }
      case 4 -> {
        office.clockIsOff(wrong());
        yard.in(lasting(), () -> office.clockIsOff(Duration.ZERO));
      }
      case 5 -> {
        office.forgets();
        yard.network().cut();
      }
      default -> {
        IdTag card = new IdTag(Drivers.CARDS.get(chance.nextInt(3)));
        office.card(
            card,
            IdTagInfo.of(
                chance.nextBoolean() ? AuthorizationStatus.BLOCKED : AuthorizationStatus.INVALID));
        yard.in(outage(), () -> office.card(card, IdTagInfo.of(AuthorizationStatus.ACCEPTED)));
      }
    }
  }

  private Duration wrong() {
    return switch (chance.nextInt(4)) {
      case 0 -> Duration.ofDays(-20_515);
      case 1 -> Duration.ofMillis(chance.nextLong(-3_000, 3_000));
      case 2 -> Duration.ofSeconds(-chance.nextLong(60, 20_000));
      default -> Duration.ofSeconds(chance.nextLong(60, 20_000));
    };
  }

  private void order() {
    SimBackOffice office = yard.backOffice();
    switch (chance.nextInt(8)) {
      case 0, 1 -> {
        tally.resets++;
        office.call(new Reset.Request(chance.nextBoolean() ? ResetType.HARD : ResetType.SOFT));
      }
      case 2 ->
          office.call(
              new RemoteStartTransaction.Request(
                  1, new IdTag(Drivers.CARDS.get(chance.nextInt(3))), null));
      case 3, 4 -> office.call(new RemoteStopTransaction.Request(office.lastTransactionId()));
      case 5 -> office.call(new UnlockConnector.Request(1));
      case 6 -> {
        office.call(
            new ChangeAvailability.Request(chance.nextInt(2), AvailabilityType.INOPERATIVE));
        yard.in(lasting(), this::operative);
      }
      default -> office.call(new ClearCache.Request());
    }
  }

  private void operative() {
    yard.backOffice().call(new ChangeAvailability.Request(0, AvailabilityType.OPERATIVE));
    yard.backOffice().call(new ChangeAvailability.Request(1, AvailabilityType.OPERATIVE));
  }

  // ---------------------------------------------------------------- how long, and the end of it

  private Duration lasting() {
    return Duration.ofMillis(
        chance.nextInt(3) == 0 ? chance.nextLong(200, 10_000) : chance.nextLong(10_000, 3_600_000));
  }

  /** Mostly minutes, sometimes days. */
  private Duration outage() {
    return chance.nextInt(4) == 0
        ? Duration.ofMinutes(chance.nextLong(60, 4_500))
        : Duration.ofMillis(chance.nextLong(200, 3_600_000));
  }

  /** From now on nothing more happens, and everything works. */
  void end() {
    over = true;
    cutsToCome = 0;
    line.mend();
    yard.network().becomes(SimNetwork.State.UP);
    yard.disk().become(SimDisk.Health.SOUND);
    SimBackOffice office = yard.backOffice();
    office.follows(_ -> null);
    office.registers(RegistrationStatus.ACCEPTED, HEARTBEAT_SECONDS);
    office.clockIsOff(Duration.ZERO);
    for (String card : Drivers.CARDS) {
      office.card(new IdTag(card), IdTagInfo.of(AuthorizationStatus.ACCEPTED));
    }
    office.card(Drivers.BAD, IdTagInfo.of(AuthorizationStatus.INVALID));
    operative();
  }
}
