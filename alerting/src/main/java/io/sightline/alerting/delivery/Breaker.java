package io.sightline.alerting.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Keeps a channel that fails from being hammered: closed, open, or trying with one attempt. */
final class Breaker {
  private static final float ALL = 100;

  private final CircuitBreaker breaker;

  Breaker(String channel, BreakerConfig config, Clock clock) {
    CircuitBreakerConfig settings =
        CircuitBreakerConfig.custom()
            .clock(clock)
            .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(config.failures())
            .minimumNumberOfCalls(config.failures())
            .failureRateThreshold(ALL)
            .waitDurationInOpenState(config.openFor())
            .permittedNumberOfCallsInHalfOpenState(1)
            .build();
    this.breaker = CircuitBreaker.of(channel, settings);
  }

  /** Whether an attempt may be made now; one that may be must be told of afterwards. */
  boolean admits() {
    return breaker.tryAcquirePermission();
  }

  /** The attempt that was admitted is not made after all. */
  void withdraw() {
    breaker.releasePermission();
  }

  void succeeded() {
    breaker.onSuccess(0, TimeUnit.MILLISECONDS);
  }

  void failed(String answer) {
    breaker.onError(0, TimeUnit.MILLISECONDS, new IOException(answer));
  }

  boolean isClosed() {
    return breaker.getState() == State.CLOSED;
  }

  /** 0 closed, 1 trying, 2 open. */
  int level() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> 2;
      case HALF_OPEN -> 1;
      default -> 0;
    };
  }
}
