package io.sightline.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final Feed.Event NEWS = new Feed.Event("alert", "{}");
  private final Feed feed = new Feed(2);

  @Test
  void publishedEvent_reachesEachSubscriber() throws Exception {
    try (Feed.Subscription a = feed.subscribe().orElseThrow();
        Feed.Subscription b = feed.subscribe().orElseThrow()) {
      feed.publish(NEWS);
      assertThat(a.next(Duration.ZERO)).isEqualTo(NEWS);
      assertThat(b.next(Duration.ZERO)).isEqualTo(NEWS);
      assertThat(a.next(Duration.ZERO)).isNull();
    }
  }

  @Test
  void tooMany_areRefusedUntilOneLeaves() {
    Feed.Subscription first = feed.subscribe().orElseThrow();
    assertThat(feed.subscribe()).isPresent();
    assertThat(feed.subscribe()).isEmpty();
    first.close();
    assertThat(feed.subscribe()).isPresent();
  }

  @Test
  void slowSubscriber_isToldToReloadInsteadOfMissingSomething() throws Exception {
    try (Feed.Subscription slow = feed.subscribe().orElseThrow()) {
      for (int i = 0; i < 501; i++) {
        feed.publish(NEWS);
      }
      assertThat(slow.next(Duration.ZERO)).isEqualTo(Feed.RELOAD);
      feed.publish(NEWS);
      assertThat(slow.next(Duration.ZERO)).isEqualTo(NEWS);
    }
  }

  @Test
  void closedFeed_endsSubscriptionsAndTakesNoMore() {
    Feed.Subscription open = feed.subscribe().orElseThrow();
    feed.close();
    assertThat(open.isEnded()).isTrue();
    assertThat(feed.subscribe()).isEmpty();
  }
}
