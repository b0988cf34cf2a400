/** Whether store, topics and ledger say the same. Pure: reads nothing itself. */
@NullMarked
package io.sightline.retention.audit;

import org.jspecify.annotations.NullMarked;
