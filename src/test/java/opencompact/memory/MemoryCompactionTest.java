package opencompact.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.quantity.IdTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A station that starts from a compaction knows what the one that wrote it knew, and stays so. */
class MemoryCompactionTest {
  private final FactCodec codec = new FactCodec();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100, 1000, 6000})
  void compaction_keeps_every_answer_now_and_after_more_facts(int length) {
    for (int seed = 0; seed < (length > 1000 ? 6 : 40); seed++) {
      LegalFacts life = new LegalFacts(new SplittableRandom(1000L * length + seed));
      for (int i = 0; i < length; i++) {
        life.next();
      }
      Memory shortened = reread(life.memory().compacted());
      assertThat(answers(shortened, life))
          .as("seed %d, %d facts", seed, length)
          .isEqualTo(answers(life.memory(), life));

      for (int i = 0; i < 300; i++) {
        shortened.fold(life.next());
      }
      assertThat(answers(shortened, life))
          .as("seed %d, %d facts and then more", seed, length)
          .isEqualTo(answers(life.memory(), life));
      assertThat(shortened.compacted()).isEqualTo(life.memory().compacted());
    }
  }

  /** Otherwise the property above would say nothing about them. */
  @Test
  void the_lives_told_here_reach_the_bounds_of_cache_and_kept_samples() {
    LegalFacts life = new LegalFacts(new SplittableRandom(7));
    int mostKept = 0;
    int mostCached = 0;
    for (int i = 0; i < 6000; i++) {
      life.next();
      OpenTransaction open = life.memory().open();
      mostKept = Math.max(mostKept, open == null ? 0 : open.kept().size());
      if (i % 100 == 0) {
        mostCached = Math.max(mostCached, cached(life.memory()));
      }
    }
    assertThat(mostKept).isEqualTo(100);
    assertThat(mostCached).isEqualTo(500);
  }

  /** The longest that can be: 20 characters a tag, every field there (OCPP-LL-06). */
  @Test
  void a_full_list_of_cards_is_one_fact_of_a_snapshot_and_not_too_long_for_a_line() {
    Memory memory = new Memory();
    for (int part = 0; part < 10; part++) {
      List<Fact.ListEntry> entries = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        IdTag tag = new IdTag("0123456789012345" + (100 + i) + part);
        entries.add(
            new Fact.ListEntry(
                new IdTag(tag.value().substring(1)), "ConcurrentTx", Instant.EPOCH, tag));
      }
      memory.fold(new Fact.LocalListSent(part + 1, part == 0, entries));
    }
    List<String> lists = new ArrayList<>();
    for (Fact fact : memory.compacted()) {
      if (fact instanceof Fact.LocalListSent) {
        lists.add(codec.encode(fact));
      }
    }
    assertThat(lists).hasSize(1);
    assertThat(lists.getFirst()).hasSizeLessThan(128 * 1024);
    Memory again = reread(memory.compacted());
    assertThat(again.localListLength()).isEqualTo(1000);
    assertThat(again.localListVersion()).isEqualTo(10);
  }

  private static int cached(Memory memory) {
    int cached = 0;
    for (int card = 0; card < LegalFacts.CARDS; card++) {
      cached += memory.cached(LegalFacts.tag(card)) == null ? 0 : 1;
    }
    return cached;
  }

  private Memory reread(List<Fact> facts) {
    Memory memory = new Memory();
    facts.forEach(fact -> memory.fold(codec.decode(codec.encode(fact))));
    return memory;
  }

  /** What each public query answers, as text, where spelling counts. */
  private static List<String> answers(Memory memory, LegalFacts life) {
    List<String> answers = new ArrayList<>();
    answers.add("boot " + memory.boot());
    answers.add("orders " + memory.previousOrder() + " " + memory.orderedRestart());
    answers.add("reason " + memory.lastReason());
    for (int boot = 0; boot <= life.boots() + 1; boot++) {
      answers.add("wall of " + boot + " " + memory.wallMillis(new Stamp(boot, 5, -1)));
    }
    answers.add("last wall " + memory.lastWallMillis());
    answers.add("settings " + memory.settings());
    for (String name : LegalFacts.SECRETS) {
      answers.add(name + " " + memory.secret(name));
    }
    answers.add("commissioned " + memory.commissioned());
    for (String server : LegalFacts.SERVERS) {
      answers.add(server + " " + memory.registeredAt(server, "CP"));
    }
    answers.add("registered " + memory.registered() + " with " + memory.formerPassword());
    answers.add("roots " + memory.roots() + " own " + memory.stationCertificates());
    answers.add("asked " + memory.signingAsked() + memory.signingLastAskedWallMillis());
    answers.add("key ordered " + memory.keyOrdered());
    for (int connector = 0; connector < 2; connector++) {
      answers.add(connector + " " + memory.operative(connector) + memory.scheduled(connector));
    }
    memory.cards().forEach(card -> answers.add(card.toString()));
    for (int card = 0; card < LegalFacts.CARDS; card++) {
      IdTag tag = LegalFacts.tag(card);
      answers.add(memory.listed(tag) + " " + memory.cached(tag) + " " + memory.entry(tag));
    }
    memory.profiles().forEach(profile -> answers.add(profile.toString()));
    answers.add("list " + memory.localListVersion() + " of " + memory.localListLength());
    memory.localList().forEach(entry -> answers.add(entry.toString()));
    answers.add("reservation " + memory.reservation());
    answers.add("firmware " + memory.firmware());
    for (UploadKind kind : UploadKind.values()) {
      answers.add("upload " + memory.upload(kind));
    }
    answers.add("last transaction " + memory.lastTransaction());
    answers.add("register " + memory.register().milli());
    answers.add("open " + memory.open());
    memory.outbox().forEach(owed -> answers.add(owed.toString()));
    answers.add("next " + memory.nextSequence());
    memory.securityEvents().forEach(event -> answers.add(event.toString()));
    answers.add("oldest " + memory.oldestOwed() + " of " + memory.owed());
    for (int number = 0; number <= memory.lastTransaction(); number++) {
      answers.add(number + " is " + memory.transactionId(number));
    }
    return answers;
  }
}
