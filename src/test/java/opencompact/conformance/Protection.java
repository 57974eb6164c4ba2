package opencompact.conformance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import opencompact.catalogue.Light;
import opencompact.host.Wish;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;

/** One row of the table of protections, and how it is tried. */
final class Protection {
  /** What the station is doing when the cause comes. */
  enum At {
    IDLE,
    CHARGING,
    /** The cause comes first, then a plug and a card; time counts from the plug. */
    THEN_PLUGGED
  }

  /** What may end a fault. */
  enum Try {
    /** Ten minutes of calm. */
    TIME,
    CLEAR,
    UNPLUG,
    /** From afar. */
    HARD_RESET,
    POWER
  }

  private final String name;
  private final boolean socketed;
  private final At at;
  private final String cause;
  private int phases = 3;
  private boolean restarting;
  private boolean needsCharge;
  private int word;
  private int stays;
  private long soonest;
  private long latest;
  private long open;
  private String status = "";
  private String code = "";
  private String says = "";
  private List<Try> vain = List.of();
  private Try ends = Try.POWER;
  private Station s;

  Protection(String name, boolean socketed, At at, String cause) {
    this.name = name;
    this.socketed = socketed;
    this.at = at;
    this.cause = cause;
  }

  Protection onePhase() {
    phases = 1;
    return this;
  }

  /** The power goes and comes with the cause in place; time counts from its return. */
  Protection restarting() {
    restarting = true;
    return this;
  }

  /** The cause is not there any more once the charge is over, so clearing does clear. */
  Protection causeEndsWithTheCharge() {
    needsCharge = true;
    return this;
  }

  /**
   * The word, and the times; open is 0 where contacts are open anyway, -1 where they stay closed.
   */
  Protection trips(int errorWord, long soonestMs, long latestMs, long openMs) {
    word = errorWord;
    stays = errorWord;
    soonest = soonestMs;
    latest = latestMs;
    open = openMs;
    return this;
  }

  /** Where not all of the word stays when what must not end it is tried. */
  Protection stays(int errorWord) {
    stays = errorWord;
    return this;
  }

  Protection told(String wireStatus, String errorCode) {
    status = wireStatus;
    code = errorCode;
    return this;
  }

  Protection says(String words) {
    says = words;
    return this;
  }

  Protection not(Try... inVain) {
    vain = List.of(inVain);
    return this;
  }

  Protection but(Try end) {
    ends = end;
    return this;
  }

  int word() {
    return word;
  }

  /** Throws the cause and looks at all that follows. */
  Protection cause() {
    s = new Station(socketed, phases);
    if (at == At.CHARGING) {
      s.charge();
    }
    s.raise(cause);
    if (restarting) {
      s.yard().cutPower();
      s.later(ofSeconds(10));
      s.yard().restorePower();
      s.watch();
    }
    if (at == At.THEN_PLUGGED) {
      s.plug().tap().watch();
    }
    s.later(ofMillis(Math.max(latest, open) + 4_000));
    assertThat(Integer.toHexString(s.word()))
        .as(name + ": RTM word")
        .isEqualTo(Integer.toHexString(word));
    assertThat(s.tripMillis()).as(name + ": trip").isBetween(soonest, latest);
    if (open > 0) {
      assertThat(s.openMillis()).as(name + ": contacts open").isBetween(0L, open);
    } else {
      assertThat(s.closed()).as("contacts closed").isEqualTo(open < 0);
    }
    if (restarting) {
      // Until the back office is there again.
      s.later(ofSeconds(30));
    }
    String hex = String.format(Locale.ROOT, "0x%X", word);
    assertThat(s.told(status, code, hex))
        .as(name + ": the back office was told: " + s.statuses())
        .isTrue();
    assertThat(s.log()).as(name + ": event log").anyMatch(line -> line.contains(says));
    if (status.equals("Faulted")) {
      assertThat(s.view().light()).isEqualTo(Light.FAULTED);
    }
    if (open >= 0 && !status.equals("Available")) {
      assertThat(s.view().why())
          .as(name + ": why")
          .anyMatch(hold -> hold.sentence().contains(says));
    }
    return this;
  }

  /** Clearing a fault whose cause stands is in vain, or it is back soon. */
  Protection comesBackWhenCleared() {
    if (!needsCharge) {
      s.ask(new Wish.ClearFaults()).later(ofSeconds(15));
      assertThat(s.word() & word).as(name + ": cleared while its cause stands").isEqualTo(word);
    }
    return this;
  }

  /** The cause is gone; what must not end the fault is tried. */
  Protection attempts() {
    s.mend().later(ofSeconds(1));
    for (Try attempt : vain) {
      attempt(attempt);
      assertThat(Integer.toHexString(s.word() & ~0x4000))
          .as(name + ": after " + attempt)
          .isEqualTo(Integer.toHexString(stays & ~0x4000));
    }
    return this;
  }

  /** What must end the fault is tried. */
  void ends() {
    attempt(ends);
    assertThat(s.word()).as(name + ": after " + ends).isZero();
    // The station rests after a fault before it offers again; then it is told as over.
    s.later(ofSeconds(45));
    assertThat(s.told(null, "NoError", null)).as(name + ": told as over: " + s.statuses()).isTrue();
    if (ends != Try.POWER) {
      assertThat(s.log()).anyMatch(line -> line.contains(" is over."));
    }
  }

  private void attempt(Try attempt) {
    switch (attempt) {
      case TIME -> s.later(vain.contains(Try.TIME) ? ofMinutes(10) : ofMinutes(6));
      case CLEAR -> s.ask(new Wish.ClearFaults()).later(ofSeconds(5));
      case UNPLUG -> s.unplug().later(ofSeconds(5));
      case HARD_RESET -> {
        s.yard().backOffice().call(new Reset.Request(ResetType.HARD));
        s.later(ofSeconds(60));
      }
      case POWER -> s.power();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
