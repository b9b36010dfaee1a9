#include "app/commands.h"

int main(int argc, char** argv) {
    return gig::app::run(argc, argv);
}
