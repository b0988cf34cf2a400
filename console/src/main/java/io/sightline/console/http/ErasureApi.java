package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.console.CertificateSource;
import io.sightline.console.api.ErasureJson;
import io.sightline.console.api.Presenter;
import io.sightline.console.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists erasures, and gives their certificates. Nothing is erased from here. */
final class ErasureApi {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureApi.class);

  private final Views views;
  private final Presenter presenter;
  private final CertificateSource certificates;

  /** Each reads topics from their beginning. */
  private final Semaphore one = new Semaphore(1);

  ErasureApi(Views views, Presenter presenter, CertificateSource certificates) {
    this.views = views;
    this.presenter = presenter;
    this.certificates = certificates;
  }

  void list(Context context) {
    Query query = new Query(context, "camera", "state", "before", "limit");
    Optional<String> camera = query.text("camera");
    Optional<ErasureState> state = query.oneOf("state", ErasureState.class);
    List<ErasureJson> found =
        views
            .erasures()
            .newest(
                query.before(),
                query.limit(),
                erasure ->
                    ListApi.is(camera, erasure.getCamera())
                        && ListApi.is(state, erasure.getState()))
            .stream()
            .map(presenter::erasure)
            .toList();
    context.json(Map.of("erasures", found));
  }

  void certificate(Context context) throws InterruptedException {
    SameOrigin.checkSite(context);
    String id = context.pathParam("id");
    Erasure erasure =
        views
            .erasures()
            .get(id)
            .orElseThrow(
                () -> Problem.notFound("erasure", id, "the id of one of the erasures kept here"));
    if (!one.tryAcquire()) {
      throw unavailable(id, "no other certificate being made; try again in a moment");
    }
    try {
      String document = certificates.certificate(erasure.getErasureId());
      context.header(
          "Content-Disposition", "attachment; filename=\"" + MediaApi.plain(id) + ".json\"");
      context.contentType("application/json; charset=utf-8").result(document);
    } catch (IOException e) {
      LOG.warn("certificate of {} was not made: {}", id, e.getMessage());
      throw unavailable(id, "what it is made from to be at hand: " + e.getMessage());
    } finally {
      one.release();
    }
  }

  private static Problem unavailable(String id, String expected) {
    return new Problem(503, "certificate of erasure", id, expected);
  }
}
