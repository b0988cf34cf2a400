package io.sightline.clipstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket in which some objects are locked, in front of a server that knows no lock: what it
 * answers to whoever deletes such an object, or a version of it. All else goes on to the server.
 */
public final class ObjectLock implements FaultyWay.Fault {
  public static final String REASON = "Access Denied because object protected by object lock.";

  private static final Pattern OBJECT = Pattern.compile("<Object>.*?</Object>", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");
  private static final Pattern END = Pattern.compile("</DeleteResult>|/>\\s*$");

  private final Set<String> locked = ConcurrentHashMap.newKeySet();

  private ObjectLock() {}

  public static ObjectLock on(FaultyWay way) {
    ObjectLock lock = new ObjectLock();
    way.always(deletes(), lock);
    return lock;
  }

  /**
   * @param key as the store knows it: what the object's name ends with
   */
  public void lock(String key) {
    locked.add(key);
  }

  /** The time of all locks is over. */
  public void end() {
    locked.clear();
  }

  private static Predicate<HttpExchange> deletes() {
    return FaultyWay.method("DELETE")
        .or(
            FaultyWay.method("POST")
                .and(e -> String.valueOf(e.getRequestURI().getQuery()).matches("delete(=.*)?")));
  }

  private boolean isLocked(String name) {
    return locked.stream().anyMatch(name::endsWith);
  }

  @Override
  public void happen(HttpExchange exchange, FaultyWay.Onward onward) throws Exception {
    if (exchange.getRequestMethod().equals("POST")) {
      many(exchange, onward);
    } else if (isLocked(exchange.getRequestURI().getPath())) {
      String refusal = "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>";
      FaultyWay.reply(exchange, 403, refusal.formatted(REASON).getBytes(UTF_8));
    } else {
      FaultyWay.handBack(exchange, onward.send());
    }
  }

  /** 200, with an error for each that stays; the others are deleted. */
  private void many(HttpExchange exchange, FaultyWay.Onward onward) throws Exception {
    StringBuilder errors = new StringBuilder();
    int left = 0;
    StringBuilder request = new StringBuilder();
    Matcher object = OBJECT.matcher(new String(onward.body(), UTF_8));
    while (object.find()) {
      Matcher key = KEY.matcher(object.group());
      boolean refused = key.find() && isLocked(key.group(1));
      object.appendReplacement(request, refused ? "" : Matcher.quoteReplacement(object.group()));
      left += refused ? 0 : 1;
      if (refused) {
        errors.append(
            "<Error><Key>%s</Key><Code>AccessDenied</Code><Message>%s</Message></Error>"
                .formatted(key.group(1), REASON));
      }
    }
    object.appendTail(request);
    String result = "<DeleteResult></DeleteResult>";
    if (left > 0) {
      HttpResponse<byte[]> answer = onward.send(request.toString().getBytes(UTF_8));
      if (answer.statusCode() != 200 || errors.isEmpty()) {
        FaultyWay.handBack(exchange, answer);
        return;
      }
      result = new String(answer.body(), UTF_8);
    }
    String told = END.matcher(result).replaceFirst("");
    told =
        told.endsWith("<DeleteResult") || !result.contains("</DeleteResult>") ? told + ">" : told;
    FaultyWay.reply(exchange, 200, (told + errors + "</DeleteResult>").getBytes(UTF_8));
  }
}
