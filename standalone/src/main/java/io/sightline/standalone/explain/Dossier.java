package io.sightline.standalone.explain;

import io.sightline.avro.Box;
import io.sightline.console.api.Account;
import io.sightline.console.api.Account.Facts;
import io.sightline.console.api.Account.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is on record of an activity or an alert.
 *
 * @param alert whether it is of an alert
 * @param picture key of the picture that shows it best
 * @param box where in the picture
 */
public record Dossier(
    String id, boolean alert, Facts facts, @Nullable String picture, @Nullable Box box) {

  public List<Line> lines() {
    return alert ? Account.ofAlert(facts) : Account.ofActivity(facts);
  }
}
