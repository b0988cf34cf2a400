package io.sightline.ingest.sound;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AudioSet's names of sounds to ours. Those a rule is likely to be about have a short name that
 * stands for several of AudioSet's; any other keeps its own, in lower case up to a comma or
 * bracket.
 */
public final class SoundNames {
  /** What says nothing of what happened. */
  private static final Set<String> BACKGROUND =
      Set.of(
          "Silence",
          "Inside, small room",
          "Inside, large room or hall",
          "Inside, public space",
          "Outside, urban or manmade",
          "Outside, rural or natural",
          "Reverberation",
          "Echo",
          "Environmental noise",
          "Field recording",
          "Sound effect",
          "Animal",
          "Domestic animals, pets");

  private static final Map<String, Set<String>> OURS =
      Map.ofEntries(
          Map.entry("glass", Set.of("Glass", "Shatter", "Breaking", "Smash, crash")),
          Map.entry(
              "alarm",
              Set.of(
                  "Alarm",
                  "Alarm clock",
                  "Buzzer",
                  "Smoke detector, smoke alarm",
                  "Fire alarm",
                  "Car alarm")),
          Map.entry(
              "siren",
              Set.of(
                  "Siren",
                  "Civil defense siren",
                  "Emergency vehicle",
                  "Police car (siren)",
                  "Ambulance (siren)",
                  "Fire engine, fire truck (siren)")),
          Map.entry("baby", Set.of("Baby cry, infant cry")),
          Map.entry("cry-for-help", Set.of("Screaming", "Shout", "Yell", "Bellow")),
          Map.entry(
              "dog",
              Set.of(
                  "Dog",
                  "Bark",
                  "Yip",
                  "Howl",
                  "Bow-wow",
                  "Growling",
                  "Whimper (dog)",
                  "Canidae, dogs, wolves")),
          Map.entry("cat", Set.of("Cat", "Purr", "Meow", "Caterwaul")),
          Map.entry("knock", Set.of("Knock", "Tap")),
          Map.entry("doorbell", Set.of("Doorbell", "Ding-dong")),
          Map.entry("gunshot", Set.of("Gunshot, gunfire", "Machine gun", "Fusillade")),
          Map.entry(
              "speech",
              Set.of(
                  "Speech",
                  "Child speech, kid speaking",
                  "Conversation",
                  "Narration, monologue",
                  "Babbling",
                  "Speech synthesizer",
                  "Whispering",
                  "Chatter",
                  "Hubbub, speech noise, speech babble")));

  private SoundNames() {}

  /** The label for one of AudioSet's names; null for what is only background. */
  public static @Nullable String label(String displayName) {
    if (BACKGROUND.contains(displayName)) {
      return null;
    }
    return OURS.entrySet().stream()
        .filter(ours -> ours.getValue().contains(displayName))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> own(displayName));
  }

  /** Whether it is a short name of ours, which rules are likely to be about. */
  static boolean isOurs(String label) {
    return OURS.containsKey(label);
  }

  private static String own(String displayName) {
    return displayName.split("[,(]", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
