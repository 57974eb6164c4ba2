package opencompact.host.allowance;

import java.time.Instant;
import opencompact.quantity.Amperes;
import org.jspecify.annotations.Nullable;

/**
 * A random delay under way, as it is shown to the driver (OFF-4, UK-RD-10).
 *
 * @param seconds what remains, rounded up; known even where the time of day is not
 * @param held what is permitted per phase until then
 * @param due what is permitted afterwards; null: whatever the limits allow
 * @param began when it was drawn; null while the time of day was unknown
 * @param ends when it is over; null while the time of day was unknown
 */
public record Countdown(
    long seconds,
    Amperes held,
    @Nullable Amperes due,
    @Nullable Instant began,
    @Nullable Instant ends) {}
