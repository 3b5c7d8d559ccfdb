package services.backing;

/** The program of a container's last will, in a JVM of its own: puts away what a JVM that is gone has left. */
final class OrphanedContainer {

    private OrphanedContainer() {}

    /** The container's name, and then its volume where the data need not last. */
    public static void main(String[] arguments) {
        String container = arguments[0];
        String purpose = "putting " + container + " away";
        if (!DockerEngine.obstacle().isEmpty()) {
            return;
        }
        if (arguments.length == 1) {
            Docker.tell(purpose, Docker.stop(container), Docker.remove(container));
        } else {
            Docker.tell(purpose, Docker.remove(container), Docker.removeVolume(arguments[1]));
        }
    }
}
