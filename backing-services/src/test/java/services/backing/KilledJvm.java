package services.backing;

import java.io.IOException;

/** A program that starts servers, says where they are, and waits to be killed. */
final class KilledJvm {

    private KilledJvm() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        BackingServices services = BackingServices.dedicated();
        System.out.println(services.postgres().database("auth").jdbcUrl());
        System.out.println(services.redis().uri());
        System.in.read();
    }
}
