package opencompact.run;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.Journal;
import opencompact.memory.Memory;
import opencompact.web.AdminPassword;
import org.jspecify.annotations.Nullable;

/**
 * The admin password of a station that has none, at its first start and after a factory reset: made
 * by chance, shown once, and remembered as a hash (SEC-1, RST-4).
 */
final class FirstPassword {
  private final SecureRandom chance;
  private @Nullable String unshown;
  private @Nullable PrintWriter out;

  FirstPassword(SecureRandom chance) {
    this.chance = chance;
  }

  /** Makes one where the station remembers none; durable before it is shown. */
  synchronized void ensure(Journal journal, Memory memory) {
    if (memory.secret(DataDirectory.ADMIN) != null) {
      return;
    }
    String password = AdminPassword.random(chance);
    Fact hash = new Fact.SecretChanged(DataDirectory.ADMIN, AdminPassword.hash(password, chance));
    journal.append(List.of(hash), List.of());
    memory.fold(hash);
    unshown = password;
    show();
  }

  /** From now on there is somewhere to show them. */
  synchronized void showOn(PrintWriter place) {
    out = place;
    show();
  }

  private void show() {
    PrintWriter place = out;
    if (place != null && unshown != null) {
      place.printf("  Admin password  %s   (shown this once; write it down)%n", unshown);
      place.flush();
      unshown = null;
    }
  }
}
