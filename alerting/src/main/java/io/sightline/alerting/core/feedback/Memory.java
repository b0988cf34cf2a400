package io.sightline.alerting.core.feedback;

import io.sightline.avro.FeedbackKind;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What people said about a camera as far as it still holds: the newest {@link #MOST_REMARKS} of the
 * last thirty days of capture time.
 *
 * @param remarks oldest first
 * @param uses of activities that are not decided yet, oldest first
 */
public record Memory(List<Remark> remarks, List<Use> uses) {
  /** Nobody has said anything. */
  public static final Memory EMPTY = new Memory(List.of(), List.of());

  public static final int MOST_REMARKS = 64;
  public static final int MOST_USES = 16;
  private static final double DISCOUNT = 0.1;
  private static final double MOST_DISCOUNT = 0.2;

  public Memory {
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
    uses = uses == null ? List.of() : List.copyOf(uses);
  }

  /** Takes in what was said; what is there already, or is too old, changes nothing. */
  public Memory with(Collection<Remark> said, long now) {
    Map<String, Remark> all = new LinkedHashMap<>();
    remarks.forEach(remark -> all.put(remark.id(), remark));
    said.stream()
        .filter(remark -> remark.kind() != FeedbackKind.REVOKED)
        .forEach(remark -> all.putIfAbsent(remark.id(), remark));
    said.stream()
        .filter(remark -> remark.kind() == FeedbackKind.REVOKED)
        .forEach(
            back -> all.merge(back.id(), back, (old, b) -> Remark.revoked(old.id(), old.at())));
    return new Memory(newest(all.values(), now), uses);
  }

  private static List<Remark> newest(Collection<Remark> all, long now) {
    List<Remark> live =
        all.stream().filter(remark -> !remark.expired(now)).sorted(Remark.OLDEST_FIRST).toList();
    return live.subList(Math.max(0, live.size() - MOST_REMARKS), live.size());
  }

  /** Whether anything was said that is worth asking for. */
  public boolean silent() {
    return remarks.isEmpty();
  }

  /** What was said about something like this. */
  public Advice about(Look look) {
    if (silent()) {
      return Advice.NONE;
    }
    List<String> ids = new ArrayList<>();
    boolean known = known(look, ids);
    boolean mild = !known && mild(look, ids);
    float discount = known ? 0 : discount(look, ids);
    return ids.isEmpty() ? Advice.NONE : new Advice(discount, known, mild, ids);
  }

  /** More say that it belongs here than that it was right to tell. */
  private boolean known(Look look, List<String> ids) {
    Predicate<Remark> like = remark -> remark.mayBe(look);
    List<Remark> said = of(FeedbackKind.KNOWN, like);
    Predicate<Remark> right =
        remark ->
            remark.taken() == look.subject()
                && (look.subject() == Subject.PET || remark.samePlace(look));
    boolean holds = weight(said, look.at()) > weight(of(FeedbackKind.CONFIRMED, right), look.at());
    return holds && ids.addAll(ids(said));
  }

  private boolean mild(Look look, List<String> ids) {
    if (look.subject() != Subject.PERSON) {
      return false;
    }
    List<Remark> said =
        of(
            FeedbackKind.KNOWN,
            remark ->
                remark.belongs() == Subject.PERSON
                    && remark.samePlace(look)
                    && remark.sameHour(look.at()));
    boolean holds = weight(said, look.at()) > weight(confirmed(look), look.at());
    return holds && ids.addAll(ids(said));
  }

  private float discount(Look look, List<String> ids) {
    List<Remark> missed =
        of(FeedbackKind.MISSED, remark -> remark.touches(look) && remark.tookFor(look.subject()));
    double net = weight(missed, look.at()) - weight(nothing(look), look.at());
    if (net <= 0) {
      return 0;
    }
    ids.addAll(ids(missed));
    return (float) Math.min(MOST_DISCOUNT, DISCOUNT * net);
  }

  /**
   * Whether people said that this is none.
   *
   * @param looks those that satisfy their rule
   * @param enough so many of them would do if they were sure enough
   */
  public Doubt doubt(List<Look> looks, int enough) {
    List<String> ids = looks.stream().flatMap(l -> ids(nothing(l)).stream()).distinct().toList();
    if (silent() || ids.isEmpty()) {
      return Doubt.NONE;
    }
    long sure = looks.stream().filter(look -> look.score() >= asked(look)).count();
    return new Doubt(sure < enough && !Caution.movesOn(looks), ids);
  }

  private float asked(Look look) {
    List<Remark> right = Stream.concat(confirmed(look).stream(), missed(look).stream()).toList();
    double net = weight(nothing(look), look.at()) - weight(right, look.at());
    return net > 0 ? Caution.asked(look.subject(), net) : 0;
  }

  /** Those who said that there was nothing like this here: none at all, or something else. */
  private List<Remark> nothing(Look look) {
    Predicate<Remark> here = remark -> remark.samePlace(look) && remark.tookFor(look.subject());
    Predicate<Remark> other =
        remark ->
            remark.kind() == FeedbackKind.FALSE_ALARM
                || (remark.kind() == FeedbackKind.KNOWN
                    && remark.belongs() != Subject.UNKNOWN
                    && remark.belongs() != look.subject());
    return remarks.stream().filter(here.and(other)).toList();
  }

  private List<Remark> confirmed(Look look) {
    return of(
        FeedbackKind.CONFIRMED, remark -> remark.samePlace(look) && remark.tookFor(look.subject()));
  }

  private List<Remark> missed(Look look) {
    return of(
        FeedbackKind.MISSED, remark -> remark.samePlace(look) && remark.tookFor(look.subject()));
  }

  private List<Remark> of(FeedbackKind kind, Predicate<Remark> which) {
    return remarks.stream().filter(remark -> remark.kind() == kind && which.test(remark)).toList();
  }

  private static double weight(List<Remark> remarks, long now) {
    return remarks.stream().mapToDouble(remark -> remark.weight(now)).sum();
  }

  private static List<String> ids(List<Remark> remarks) {
    return remarks.stream().map(Remark::id).toList();
  }

  /** Notes that something that was said was taken into account. */
  public Memory used(String activity, List<String> ids, boolean decisive) {
    List<Use> now = new ArrayList<>(uses);
    Use before = use(activity);
    now.remove(before);
    now.add(before.with(ids, decisive));
    return new Memory(remarks, now.subList(Math.max(0, now.size() - MOST_USES), now.size()));
  }

  /** What was taken into account in an activity. */
  public Use use(String activity) {
    return uses.stream()
        .filter(use -> use.activity().equals(activity))
        .findFirst()
        .orElse(new Use(activity, List.of(), false));
  }

  /** The activity is decided. */
  public Memory decided(String activity) {
    List<Use> left = uses.stream().filter(use -> !use.activity().equals(activity)).toList();
    return left.size() == uses.size() ? this : new Memory(remarks, left);
  }
}
