#include "support/x_server.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace meso::test {

namespace {

bool isNumber(const std::string& line) {
    return !line.empty() && std::all_of(line.begin(), line.end(),
                                        [](unsigned char c) { return std::isdigit(c) != 0; });
}

} // namespace

XServer::XServer()
    : server_(
          std::make_unique<Process>(Command{{"Xvfb", "-displayfd", "1", "-screen", "0",
                                             "1600x1000x24", "-nolisten", "tcp", "-noreset"}})) {
    const auto number = server_->waitFor(isNumber);
    if (number)
        display_ = ":" + *number;
    else
        ADD_FAILURE() << "Xvfb did not start; is it installed? It said: " << server_->said();
    hand({"version"});
}

void XServer::hand(std::vector<std::string> words) const {
    words.insert(words.begin(), "xdotool");
    const Finished done = runToEnd({words, {{"DISPLAY", display_}}});
    EXPECT_EQ(done.code, 0) << "xdotool " << words[1] << ": " << done.said;
}

} // namespace meso::test
