package io.sightline.ingest.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.probe.MediaFuzz.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;

/**
 * A camera that answers RTSP with broken bytes, and a source that must not mind. One connection at
 * a time.
 */
public final class RtspFuzz implements AutoCloseable {
  private static final SourceOptions OPTIONS =
      SourceOptions.defaults().withTimeouts(Duration.ofMillis(500), Duration.ofMillis(500));
  private static final int MAX_EVENTS = 200;
  private static final int RTP_PACKETS = 60;
  private static final String SDP =
      String.join(
          "\r\n",
          "v=0",
          "o=- 1 1 IN IP4 127.0.0.1",
          "s=camera",
          "t=0 0",
          "m=video 0 RTP/AVP 96",
          "a=rtpmap:96 H264/90000",
          "a=fmtp:96 packetization-mode=1;"
              + "sprop-parameter-sets=Z0LAHtkDxWhAAAADAEAAAAwDxYuS,aMuMsg==",
          "a=control:track1",
          "m=audio 0 RTP/AVP 8",
          "a=control:track2",
          "");

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Thread thread = new Thread(this::serve, "rtsp-fuzz");
  private volatile long seed;

  public RtspFuzz() throws IOException {
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers as the seed says, and reads what comes. */
  public Outcome run(long newSeed) {
    seed = newSeed;
    String address = "rtsp://127.0.0.1:" + server.getLocalPort() + "/live";
    FfmpegSource source;
    try {
      source = FfmpegSource.open(address, OPTIONS);
    } catch (SourceException e) {
      return Outcome.REFUSED;
    }
    try (source) {
      for (int i = 0; i < MAX_EVENTS && source.next() != null; i++) {
        // Whatever comes.
      }
      return Outcome.READ;
    } catch (SourceException e) {
      return Outcome.FAILED;
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(2000);
        answer(socket);
      } catch (SocketException e) {
        // Closed by either side: the next, if any.
      } catch (IOException e) {
        // It says nothing more.
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    Random random = new Random(seed);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    // One of the answers, or the media after them, is broken; those before are as they should be.
    int broken = random.nextInt(7);
    String method = "";
    String number = "1";
    int answered = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (method.isEmpty()) {
        method = line.split(" ")[0];
      }
      if (line.regionMatches(true, 0, "CSeq:", 0, 5)) {
        number = line.substring(5).strip();
      }
      if (line.isEmpty()) {
        byte[] answer = answer(method, number).getBytes(ISO_8859_1);
        out.write(answered++ == broken ? Mutation.of(answer, seed) : answer);
        out.flush();
        if (method.equals("PLAY")) {
          media(out, random);
          return;
        }
        method = "";
      }
    }
  }

  private static String answer(String method, String number) {
    String head = "RTSP/1.0 200 OK\r\nCSeq: " + number + "\r\n";
    return switch (method) {
      case "OPTIONS" -> head + "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n";
      case "DESCRIBE" ->
          head
              + "Content-Type: application/sdp\r\nContent-Base: rtsp://127.0.0.1/live/\r\n"
              + "Content-Length: "
              + SDP.length()
              + "\r\n\r\n"
              + SDP;
      case "SETUP" ->
          head
              + "Session: 1;timeout=60\r\n"
              + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
      default -> head + "Session: 1\r\n\r\n";
    };
  }

  /** Interleaved RTP and RTCP with any content. */
  private void media(OutputStream out, Random random) throws IOException {
    for (int i = 0; i < RTP_PACKETS; i++) {
      byte[] packet = new byte[16 + random.nextInt(1200)];
      random.nextBytes(packet);
      packet[0] = '$';
      packet[1] = (byte) random.nextInt(random.nextInt(8) == 0 ? 256 : 4);
      int length = random.nextInt(10) == 0 ? random.nextInt(65536) : packet.length - 4;
      packet[2] = (byte) (length >> 8);
      packet[3] = (byte) length;
      packet[4] = (byte) 0x80;
      packet[5] = (byte) (random.nextInt(3) == 0 ? 200 : 96 | random.nextInt(2) << 7);
      packet[6] = (byte) (i >> 8);
      packet[7] = (byte) i;
      packet[16 - 1] = (byte) (random.nextInt(2) == 0 ? 0x65 : random.nextInt(256));
      out.write(packet);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
