#include "ui/host/automation.h"

#include <cmath>
#include <cstdio>

#include "app/case/open_case.h"
#include "base/file.h"

namespace meso::ui {

namespace {

constexpr std::size_t kMaxScriptBytes = 1U << 20;

void printLine(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

} // namespace

Result<Automation> Automation::create(const Options& options) {
    Automation automation;
    if (!options.script.empty()) {
        const Result<std::string> text = readFile(options.script, kMaxScriptBytes);
        if (!text)
            return text.error();
        Result<std::vector<ScriptCommand>> commands = parseScript(*text);
        if (!commands)
            return commands.error();
        automation.driver_.emplace(std::move(commands).value());
    }
    if (options.logEvents)
        automation.log_.emplace(printLine);
    automation.dumpFile_ = options.itemDump;
    return automation;
}

void Automation::before(Frontend& frontend, app::OpenCase& openCase, FrameInput& input) {
    if (log_)
        log_->begins();
    if (isRunning())
        driver_->before(frontend, openCase, input);
}

void Automation::after(Frontend& frontend, const app::OpenCase& openCase, const FrameInput& input,
                       const std::function<view::Picture()>& read) {
    if (driver_)
        driver_->after(read);
    // Whoever waits for a line of the log finds the places of the items already written.
    if (!dumpFile_.empty())
        dump(frontend.items());
    if (log_)
        log_->look(frontend, openCase, input);
}

void Automation::presented(const app::OpenCase& openCase) {
    if (log_)
        log_->presented(openCase);
}

Status Automation::status() const {
    return driver_ && !driver_->status().ok() ? driver_->status() : dumpStatus_;
}

void Automation::dump(const ItemRegistry& items) {
    std::string lines = itemLines(items);
    if (lines == dumped_)
        return;
    dumpStatus_ = writeFile(dumpFile_, lines);
    dumped_ = std::move(lines);
}

std::string itemLines(const ItemRegistry& items) {
    std::string out;
    const auto whole = [](float v) { return " " + std::to_string(std::lround(v)); };
    for (const auto& [id, item] : items)
        out += id + whole(item.min.x) + whole(item.min.y) + whole(item.max.x - item.min.x) +
               whole(item.max.y - item.min.y) + (item.enabled ? " 1" : " 0") +
               (item.visible ? " 1\n" : " 0\n");
    return out;
}

} // namespace meso::ui
