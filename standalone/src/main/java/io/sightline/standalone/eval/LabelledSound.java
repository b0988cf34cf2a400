package io.sightline.standalone.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recording of one sound, named as in ESC-50: {@code <fold>-<clip>-<take>-<category>.wav}.
 *
 * @param held whether it is kept back for the report: every other file of a category
 */
record LabelledSound(Path file, String category, boolean held) {
  private static final Pattern NAME = Pattern.compile("\\d-\\d+-[A-Z]-(\\d+)\\.wav");
  private static final List<String> CATEGORIES =
      List.of(
          ("dog rooster pig cow frog cat hen insects sheep crow rain sea_waves crackling_fire"
                  + " crickets chirping_birds water_drops wind pouring_water toilet_flush"
                  + " thunderstorm crying_baby sneezing clapping breathing coughing footsteps"
                  + " laughing brushing_teeth snoring drinking_sipping door_wood_knock mouse_click"
                  + " keyboard_typing door_wood_creaks can_opening washing_machine vacuum_cleaner"
                  + " clock_alarm clock_tick glass_breaking helicopter chainsaw siren car_horn"
                  + " engine train church_bells airplane fireworks hand_saw")
              .split(" "));

  /** What goes on by itself and is no event. */
  private static final Set<String> STEADY =
      Set.of("rain", "sea_waves", "wind", "washing_machine", "vacuum_cleaner", "engine");

  /** What the model is expected to call it; for the others nothing is expected. */
  private static final Map<String, String> LABELS =
      Map.of(
          "dog", "dog",
          "cat", "cat",
          "crying_baby", "baby",
          "glass_breaking", "glass",
          "door_wood_knock", "knock",
          "siren", "siren",
          "clock_alarm", "alarm",
          "laughing", "laughter",
          "footsteps", "walk");

  /** All in a folder, by name. */
  static List<LabelledSound> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.sorted().toList();
    }
    List<LabelledSound> sounds = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Path file : files) {
      Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
      if (name.matches() && Integer.parseInt(name.group(1)) < CATEGORIES.size()) {
        String category = CATEGORIES.get(Integer.parseInt(name.group(1)));
        int before = seen.merge(category, 1, Integer::sum) - 1;
        sounds.add(new LabelledSound(file, category, before % 2 == 1));
      }
    }
    if (sounds.isEmpty()) {
      throw new IllegalArgumentException(
          "--sounds " + folder + ": expected files named as in ESC-50, like 4-204115-A-39.wav");
    }
    return sounds;
  }

  boolean steady() {
    return STEADY.contains(category);
  }

  @Nullable String label() {
    return LABELS.get(category);
  }
}
