package opencompact.host.uplink;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** The ids of our calls: random, in the form of a UUID of version 4 (OCPP-TR-13). */
final class MessageIds {
  private static final long VERSION = 0x0000_0000_0000_4000L;
  private static final long NOT_VERSION = 0xffff_ffff_ffff_0fffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long NOT_VARIANT = 0x3fff_ffff_ffff_ffffL;

  private final RandomGenerator chance;

  MessageIds(RandomGenerator chance) {
    this.chance = chance;
  }

  String next() {
    long high = (chance.nextLong() & NOT_VERSION) | VERSION;
    long low = (chance.nextLong() & NOT_VARIANT) | VARIANT;
    return new UUID(high, low).toString();
  }
}
