package opencompact.host.allowance;

import java.time.Instant;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import org.jspecify.annotations.Nullable;

/**
 * One of the host's limits in force.
 *
 * @param because where the value comes from, in words
 * @param until when it changes by itself, null if nobody can know
 */
public record Bound(Limit limit, Amperes value, String because, @Nullable Instant until) {}
