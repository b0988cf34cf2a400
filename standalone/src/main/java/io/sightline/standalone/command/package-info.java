/** The subcommands of {@code sightline}, one class each. */
@NullMarked
package io.sightline.standalone.command;

import org.jspecify.annotations.NullMarked;
