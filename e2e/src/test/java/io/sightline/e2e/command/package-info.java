/**
 * The {@code sightline} command as users start it: a process with arguments, output and an exit
 * code.
 */
@NullMarked
package io.sightline.e2e.command;

import org.jspecify.annotations.NullMarked;
