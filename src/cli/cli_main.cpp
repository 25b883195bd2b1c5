#include "cli/commands.h"

int main(int argc, char** argv) {
    return meso::cli::runCommandLine(argc, argv);
}
