package opencompact.memory;

import org.jspecify.annotations.Nullable;

/**
 * One measured value as it will be told, in OCPP's words but kept as plain text: what is remembered
 * must not change when the program does.
 *
 * @param measurand for example {@code Energy.Active.Import.Register}
 * @param phase for example {@code L1-N}, or null for the whole
 * @param value the number as text (OCPP-MS-39)
 * @param unit for example {@code Wh}, or null where the schema has none
 * @param context for example {@code Sample.Periodic}
 * @param location for example {@code Outlet}
 */
public record Reading(
    String measurand,
    @Nullable String phase,
    String value,
    @Nullable String unit,
    String context,
    String location) {}
