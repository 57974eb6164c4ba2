package opencompact.web;

import java.util.List;
import opencompact.memory.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * The event log as people ask for it. Reading may take its time; it is never done on an event loop.
 */
public interface EventLog {

  /**
   * The newest entries, newest first.
   *
   * @param kind only entries of this kind; null for all
   */
  List<LogEntry> newest(int most, @Nullable String kind);
}
