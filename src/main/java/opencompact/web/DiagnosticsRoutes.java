package opencompact.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import opencompact.host.upkeep.Diagnostics;
import opencompact.host.upkeep.Dossier;
import opencompact.host.upkeep.LogWindow;

/** The archive that GetDiagnostics would bring to the back office, for the owner (DIA-1). */
final class DiagnosticsRoutes {
  private final Doors doors;
  private final SlowWork slowWork;

  DiagnosticsRoutes(Doors doors, SlowWork slowWork) {
    this.doors = doors;
    this.slowWork = slowWork;
  }

  List<Route> routes() {
    return List.of(Route.admin(HttpMethod.GET, "/api/v1/diagnostics", this::archive));
  }

  private Future<Reply> archive(RoutingContext asked) {
    Dossier dossier = Diagnostics.of(doors.station().view(), new LogWindow(null, null, null));
    return slowWork
        .of(() -> doors.archiver().zip(dossier))
        .map(zip -> {
          asked
              .response()
              .putHeader("Content-Type", "application/zip")
              .putHeader("Content-Disposition", "attachment; filename=\"" + dossier.name() + "\"")
              .end(Buffer.buffer(zip));
          return Reply.underWay();
        });
  }
}
