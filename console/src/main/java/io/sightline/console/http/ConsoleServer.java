package io.sightline.console.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import io.sightline.console.ConsoleConfig;
import io.sightline.console.Outside;
import io.sightline.console.api.Presenter;
import io.sightline.console.api.StatusJson;
import io.sightline.console.view.Change;
import io.sightline.console.view.Views;
import io.sightline.runtime.Health;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Service;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and the API, over HTTP. */
public final class ConsoleServer implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int THREADS_BESIDES_PAGES = 32;
  private static final long LARGEST_REQUEST_BYTES = 8192;

  private final ConsoleConfig config;
  private final LinksConfig links;
  private final Clock clock;
  private final Views views;
  private final Outside outside;
  private final Supplier<StatusJson> status;
  private final Presenter presenter;
  private final Json json = new Json();
  private final Feed feed;
  private final News news;
  private @Nullable Javalin app;

  /**
   * @param clock by which links expire and feedback is stamped
   * @param caughtUp whether the views hold all that was on the topics at the start
   */
  public ConsoleServer(
      ConsoleConfig config,
      LinksConfig links,
      Clock clock,
      Views views,
      Outside outside,
      Supplier<StatusJson> status,
      BooleanSupplier caughtUp) {
    this.config = config;
    this.links = links;
    this.clock = clock;
    this.views = views;
    this.outside = outside;
    this.status = status;
    this.presenter = new Presenter(views, caughtUp);
    this.feed = new Feed(config.openPages());
    this.news = new News(views, presenter, clock, feed, json);
  }

  @Override
  public String name() {
    return "console";
  }

  /** Tells the open pages; from any thread, without waiting for them. */
  public void tell(Change change) {
    news.tell(change);
  }

  /** Makes the open pages load everything again. */
  public void tellReload() {
    feed.publish(Feed.RELOAD);
  }

  @Override
  public void start() throws BindException {
    Javalin starting = Javalin.create(this::configure);
    routes(starting);
    try {
      starting.start(config.host(), config.port());
    } catch (JavalinBindException e) {
      starting.stop();
      throw cannotListen(e);
    }
    app = starting;
    LOG.info("console on {}", address());
    if (!HostGuard.isLocal(config.host())) {
      LOG.warn(
          "console.host {}: whoever reaches this address sees all alerts and clips; there is no"
              + " log-in",
          config.host());
    }
  }

  private BindException cannotListen(JavalinBindException cause) {
    BindException refused =
        new BindException(
            "console.host %s, console.port %d: cannot listen there (%s); expected an address of this machine and a free port, set console.port to another or stop the program that has it"
                .formatted(config.host(), config.port(), cause.getMessage()));
    refused.initCause(cause);
    return refused;
  }

  private void configure(JavalinConfig javalin) {
    javalin.showJavalinBanner = false;
    javalin.startupWatcherEnabled = false;
    javalin.jsonMapper(json);
    javalin.http.disableCompression();
    javalin.http.prefer405over404 = true;
    javalin.http.maxRequestSize = LARGEST_REQUEST_BYTES;
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    QueuedThreadPool threads = new QueuedThreadPool(config.openPages() + THREADS_BESIDES_PAGES, 4);
    threads.setName("console");
    javalin.jetty.threadPool = threads;
  }

  private void routes(Javalin app) {
    ListApi lists = new ListApi(views, presenter);
    MediaApi media = new MediaApi(views, outside.store(), outside.recordings());
    app.before(SecurityHeaders::add);
    app.before(this::checkHost);
    app.get("/api/alerts", lists::alerts);
    app.get("/api/alerts/{id}", lists::alert);
    app.get("/api/decisions", lists::decisions);
    app.get("/api/cameras", lists::cameras);
    app.get("/api/recordings", new RecordingApi(views, outside.recordings(), clock)::span);
    app.get("/api/status", context -> context.json(status.get()));
    app.get("/api/events", new EventsApi(feed, HEARTBEAT)::stream);
    getAndHead(app, "/media/clips/{id}", media::clip);
    getAndHead(app, "/media/recordings/{id}", media::recording);
    getAndHead(app, "/media/alerts/{id}/snapshot", media::snapshot);
    getAndHead(app, "/media/pictures/<key>", new PictureApi(links, clock, media)::picture);
    feedbackRoutes(app);
    keepingRoutes(app);
    Page.serve(app);
    Refusals.register(app);
  }

  private void feedbackRoutes(Javalin app) {
    FeedbackRecords records = new FeedbackRecords(views, clock);
    Allowance allowance = new Allowance(config.feedbackPerMinute(), clock);
    FeedbackApi said = new FeedbackApi(views, records, outside.feedback(), allowance, json);
    app.get("/api/feedback", said::list);
    app.post("/api/feedback", said::say);
    FeedbackLinkApi byLink = new FeedbackLinkApi(links, clock, views, presenter, records, said);
    getAndHead(app, "/feedback/{kind}/{alert}", byLink::show);
    app.post("/feedback/{kind}/{alert}", byLink::say);
  }

  private void keepingRoutes(Javalin app) {
    HoldApi held = new HoldApi(views, presenter, outside.holds(), clock, json);
    app.get("/api/holds", held::list);
    app.post("/api/holds", held::place);
    app.post("/api/holds/{id}/release", held::release);
    ErasureApi erased = new ErasureApi(views, presenter, outside.certificates());
    app.get("/api/erasures", erased::list);
    app.get("/api/erasures/{id}/certificate", erased::certificate);
  }

  private static void getAndHead(Javalin app, String path, Handler handler) {
    app.get(path, handler);
    app.head(path, handler);
  }

  private void checkHost(Context context) {
    HostGuard guard = new HostGuard(config.host(), hosts());
    String host = context.header("Host");
    if (!guard.allows(host)) {
      throw new Problem(
          421, "Host", "" + host, "localhost, or a name listed in console.allowed_hosts");
    }
  }

  /** The name that links are given with is one of ours. */
  private List<String> hosts() {
    URI base = links.baseUrl();
    if (base == null || (config.allowedHosts().isEmpty() && !HostGuard.isLocal(config.host()))) {
      return config.allowedHosts();
    }
    List<String> names = new ArrayList<>(config.allowedHosts());
    names.add(base.getHost());
    return names;
  }

  /** Where a browser on this machine finds the page. */
  public String address() {
    return "http://"
        + (HostGuard.isLocal(config.host()) ? "localhost" : config.host())
        + ":"
        + port();
  }

  /** The port listened on; the configured one before the start. */
  public int port() {
    return app == null ? config.port() : app.port();
  }

  @Override
  public Health health() {
    return app == null
        ? Health.starting("not listening yet")
        : Health.up(address() + ", " + feed.subscribers() + " open pages");
  }

  @Override
  public void close() {
    feed.close();
    if (app != null) {
      app.stop();
      app = null;
    }
  }
}
