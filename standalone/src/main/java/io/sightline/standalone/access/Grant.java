package io.sightline.standalone.access;

import io.sightline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a role gets.
 *
 * @param user plain name, for example {@code sightline-ingest}
 * @param principal as the brokers know it, for example {@code User:sightline-ingest}
 */
public record Grant(Role role, String user, String principal, List<Right> rights) {
  /** What stands for a role's user in a pattern of principals. */
  public static final String USER = "{user}";

  public Grant {
    rights = List.copyOf(rights);
  }

  /**
   * For each role.
   *
   * @param principalPattern for example {@code User:CN={user},O=Example}
   */
  public static List<Grant> all(
      List<Role> roles, Topics topics, String site, String principalPattern) {
    if (!principalPattern.contains(USER) || !principalPattern.contains(":")) {
      throw new IllegalArgumentException(
          "principal '%s': expected a type, a colon and %s, as in User:%s"
              .formatted(principalPattern, USER, USER));
    }
    List<Grant> grants = new ArrayList<>();
    for (Role role : roles) {
      String user = user(role, topics);
      grants.add(
          new Grant(
              role, user, principalPattern.replace(USER, user), Rights.of(role, topics, site)));
    }
    return grants;
  }

  /** Fit for Kubernetes too. */
  public static String user(Role role, Topics topics) {
    String prefix = topics.prefix().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return prefix + "-" + role.word();
  }
}
