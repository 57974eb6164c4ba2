package opencompact.run;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import opencompact.host.Command;
import opencompact.host.Event;
import opencompact.host.Outcome;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.Endpoint;
import opencompact.host.uplink.FrameLog;
import opencompact.rtm.RtmCommand;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host has decided, done: commands go out into the world, and what becomes of them comes
 * back into the inbox of the life that gave them. What an earlier life has begun is heard no more.
 */
final class Deeds {
  private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

  private final Clock clock;
  private final Surroundings around;
  private final Predicate<RtmCommand> tellsRtm;
  private final Inbox inbox;
  private final Cell cell;
  private final Deque<RtmCommand> untold = new ArrayDeque<>();
  private final AtomicLong framesIn = new AtomicLong();
  private final AtomicLong framesOut = new AtomicLong();

  /** The charge point identity of the newest connection. */
  private String identity = "";

  private volatile int life;

  /** What commands do to the cell itself. */
  interface Cell {
    void answer(long ticket, Outcome outcome);

    void restart(boolean hard);
  }

  Deeds(Clock clock, Surroundings around, Predicate<RtmCommand> tellsRtm, Inbox inbox, Cell cell) {
    this.clock = clock;
    this.around = around;
    this.tellsRtm = tellsRtm;
    this.inbox = inbox;
    this.cell = cell;
  }

  /** A new life begins, on the thread of the host: nobody is there any more who had asked. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void begins() {
    life++;
    inbox.forgetEvents();
    untold.clear();
  }

  /** A life is over. */
  void end() {
    around.close();
  }

  /** Carries out what a turn has decided, in its order. */
  void obey(Command command) {
    switch (command) {
      case Command.TellRtm(RtmCommand told) -> tell(told);
      case Command.AskMeter(long number) -> {
        int mine = life;
        // An answer without room is as none, and the meter is asked again.
        around
            .meterBus()
            .ask(reading -> {
              if (mine == life) {
                inbox.offer(new Event.MeterAnswered(number, reading));
              }
            });
      }
      case Command.Transfer(long job, var task) -> {
        int mine = life;
        around.files().begin(job, task, told -> hear(mine, job, told));
      }
      case Command.EndTransfer(long job) -> around.files().end(job);
      case Command.Install(long job, String name, boolean review) -> {
        int mine = life;
        around
            .installer()
            .ask(name, review, verdict -> keep(mine, new Event.InstallerTold(job, verdict)));
      }
      case Command.MakeKey(String commonName, String organization) -> {
        int mine = life;
        around.safe().make(commonName, organization, told -> keep(mine, new Event.KeyMade(told)));
      }
      case Command.KeepKeys(var names) -> around.safe().keepOnly(names);
      case Command.Connect(var endpoint) -> {
        identity = endpoint.identity();
        around.link().connect(endpoint, new Ear(endpoint));
      }
      case Command.Disconnect(int code, String why) -> around.link().disconnect(code, why);
      case Command.SendFrame(String text) -> {
        framesOut.incrementAndGet();
        note(FrameLog.What.SENT, identity, text);
        around.link().send(text);
      }
      case Command.SendPing() -> around.link().ping();
      case Command.Play(var sound) -> LOG.debug("Beeper: {}", sound);
      case Command.SetClock(Instant wall) -> {
        clock.set(wall);
        inbox.offer(new Event.TimePassed());
      }
      case Command.Answer(long ticket, Outcome outcome) -> cell.answer(ticket, outcome);
      case Command.Restart(boolean hard) -> cell.restart(hard);
    }
  }

  /** How far a file has come is told again soon; what became of it is told once. */
  private void hear(int mine, long job, FileTransfers.Told told) {
    Event event = new Event.FileTold(job, told);
    switch (told) {
      case FileTransfers.Told.Progress _ -> {
        if (mine == life) {
          inbox.offer(event);
        }
      }
      case FileTransfers.Told.Gathered _, FileTransfers.Told.Done _, FileTransfers.Told.Failed _ ->
          keep(mine, event);
    }
  }

  /** What is told only once, on whatever thread, to the life that has begun it. */
  private void keep(int mine, Event event) {
    if (mine == life) {
      inbox.keep(event);
    }
  }

  /**
   * Leaves a command for the RTM. What its full mailbox refuses is tried again with the next turn,
   * and of each kind only the newest: an RTM that does not read must not make the host grow.
   */
  private void tell(RtmCommand told) {
    untold.removeIf(waiting ->
        told instanceof RtmCommand.FaultsCleared
            ? waiting.equals(told)
            : waiting.getClass() == told.getClass());
    untold.addLast(told);
    handOver();
  }

  /** Tries again what the RTM had no room for. */
  void handOver() {
    while (!untold.isEmpty() && tellsRtm.test(untold.getFirst())) {
      untold.removeFirst();
    }
  }

  /** What the line says, on whatever thread, of the connection that was opened last. */
  private final class Ear implements BackOfficeLink.Listener {
    private final int mine = life;
    private final Endpoint endpoint;

    Ear(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    private volatile @Nullable String anchor;

    @Override
    public void anchored(String fingerprint) {
      anchor = fingerprint;
    }

    @Override
    public void up() {
      note(FrameLog.What.OPENED, endpoint.identity(), "Connected to " + endpoint.url() + ".");
      keep(mine, new Event.LinkUp(anchor));
    }

    @Override
    public void frame(String text) {
      framesIn.incrementAndGet();
      note(FrameLog.What.HEARD, endpoint.identity(), text);
      offer(new Event.FrameArrived(text));
    }

    @Override
    public void pong() {
      offer(new Event.PongSeen());
    }

    @Override
    public void down(BackOfficeLink.Down why) {
      note(FrameLog.What.CLOSED, endpoint.identity(), why.sentence());
      keep(mine, new Event.LinkDown(why));
    }

    /** What is lost here is as if the line had lost it: both ends ask again. */
    private void offer(Event event) {
      if (mine == life && !inbox.offer(event)) {
        LOG.warn("The inbox is full; what the back office said is lost.");
      }
    }
  }

  /** Before a frame is passed on, so that no answer is noted before its call. */
  private void note(FrameLog.What what, String of, String text) {
    around.frames().note(new FrameLog.Note(what, clock.wall(), clock.nanos(), of, text));
  }

  long framesIn() {
    return framesIn.get();
  }

  long framesOut() {
    return framesOut.get();
  }
}
