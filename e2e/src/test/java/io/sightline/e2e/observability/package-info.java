/** Metrics, rules, dashboard and runbooks: that none names what another lacks. */
@NullMarked
package io.sightline.e2e.observability;

import org.jspecify.annotations.NullMarked;
