package io.sightline.standalone.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** From method and path to what answers them. */
final class Routes {
  /** Gives what is written as JSON. */
  interface Handler {
    Object answer(Request request) throws Refusal;
  }

  private record Route(Pattern request, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * @param request such as {@code GET /subjects/*}: each star is a parameter
   */
  Routes on(String request, Handler handler) {
    String pattern = Pattern.quote(request).replace("*", "\\E([^/]+)\\Q");
    routes.add(new Route(Pattern.compile(pattern + "/?"), handler));
    return this;
  }

  Object answer(String method, URI uri, String body) throws Refusal {
    String request = method + " " + uri.getRawPath();
    for (Route route : routes) {
      Matcher matcher = route.request().matcher(request);
      if (matcher.matches()) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return route.handler().answer(new Request(parameters(matcher), query, body));
      }
    }
    throw Refusal.noSuchResource(request);
  }

  private static List<String> parameters(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(group -> URLDecoder.decode(matcher.group(group).replace("+", "%2B"), UTF_8))
        .toList();
  }
}
