#include "gfx/renderer.h"

#include <cstdlib>

#include "geom/region.h"
#include "gfx/image.h"
#include "gfx/render_target.h"
#include "support/offscreen_test.h"
#include "support/round_head.h"

namespace meso::gfx {
namespace {

using view::Colour;
using view::PixelSize;

const std::filesystem::path kShaders = std::filesystem::path(MESO_SOURCE_DIR) / "shaders";
const std::filesystem::path kGolden =
    std::filesystem::path(MESO_SOURCE_DIR) / "tests" / "data" / "golden";

/// A field that is high on the patient's right, a round area on top and a patch on its left.
view::Scene sceneOn(const anatomy::HeadPtr& head) {
    view::Scene scene;
    scene.head = head;
    auto field = std::make_shared<std::vector<float>>();
    auto region = std::make_shared<std::vector<float>>();
    auto patch = std::make_shared<std::vector<float>>();
    for (const geom::Vec3& d : head->scalp->directions) {
        const double right = std::acos(d.dot(geom::Vec3(0.5, 0, 1).normalized()));
        const double left = std::acos(d.dot(geom::Vec3(-0.5, 0, 1).normalized()));
        field->push_back(static_cast<float>(20 * std::exp(-right * right / 0.05)));
        region->push_back(static_cast<float>((std::acos(d.z()) - 0.8) * 90));
        patch->push_back(static_cast<float>((left - 0.15) * 90));
    }
    scene.field.values = field;
    scene.field.scale.high = 40;
    scene.field.contourLevels = {2, 5, 10};
    scene.regionDistance = region;
    scene.exclusionDistance = patch;
    return scene;
}

class RendererTest : public test::OffscreenTest {
protected:
    void SetUp() override {
        test::OffscreenTest::SetUp();
        if (!context_)
            return;
        Result<Renderer> made = Renderer::create(kShaders);
        ASSERT_TRUE(made.ok()) << made.error().message;
        renderer_.emplace(std::move(made).value());
        head_ = test::roundHead();
        scene_ = sceneOn(head_);
    }
    void TearDown() override { renderer_.reset(); }
    view::Picture drawn(view::Preset preset, PixelSize size) {
        scene_.camera = view::cameraFor(preset, view::headSphere(*head_));
        Result<view::Picture> picture = renderer_->draw(scene_, size);
        EXPECT_TRUE(picture.ok());
        return std::move(picture).value();
    }
    /// Colour where a direction from the grid's centre meets the skin.
    Colour colourAt(const view::Picture& picture, const geom::Vec3& direction) const {
        const auto hit = head_->scalp->index->lastHit(head_->scalp->centre, direction);
        const geom::Vec3 p = geom::positionOf(*head_->scalp->mesh, hit->point);
        const geom::Vec2 q = view::project(scene_.camera, picture.size, p).pixel;
        return view::pixelAt(picture, static_cast<int>(q.x()), static_cast<int>(q.y()));
    }
    std::optional<Renderer> renderer_;
    anatomy::HeadPtr head_;
    view::Scene scene_;
};

TEST_F(RendererTest, TheFieldLiesOnThePatientsRightInEveryViewThatShowsIt) {
    for (const view::Preset preset : {view::Preset::Top, view::Preset::Right}) {
        const view::Picture picture = drawn(preset, {400, 400});
        const Colour painted = colourAt(picture, geom::Vec3(0.5, -0.05, 1));
        EXPECT_GT(painted.green, painted.red + 0.1F) << view::nameOf(preset);
    }
    const view::Picture top = drawn(view::Preset::Top, {400, 400});
    const Colour bare = colourAt(top, geom::Vec3(0, 1, 0.5));
    EXPECT_GT(bare.red, bare.green + 0.05F) << "skin where there is nothing";
}

TEST_F(RendererTest, ColoursFollowTheScalingOfTheScale) {
    const geom::Vec3 peak(0.5, 0, 1); // 20 of 40
    const Colour root = colourAt(drawn(view::Preset::Top, {400, 400}), peak);
    EXPECT_GT(root.green, root.blue + 0.15F);
    scene_.field.scale.scaling = view::Scaling::Linear;
    const Colour linear = colourAt(drawn(view::Preset::Top, {400, 400}), peak);
    EXPECT_NEAR(linear.green, linear.blue, 0.1F);
    scene_.field.scale = {0.4, 40, view::Scaling::Logarithmic, view::Colormap::Viridis};
    const Colour decades = colourAt(drawn(view::Preset::Top, {400, 400}), peak);
    EXPECT_GT(decades.red, root.red + 0.1F);
}

TEST_F(RendererTest, TheOutlineStandsWhereTheDistanceIsZero) {
    scene_.show.field = false;
    const view::Picture top = drawn(view::Preset::Top, {800, 800});
    const double a = 0.8;
    const Colour line = colourAt(top, geom::Vec3(0, -std::sin(a), std::cos(a)));
    EXPECT_LT(line.red, 0.35F);
    EXPECT_GT(line.green, line.red + 0.1F);
    scene_.show.region = false;
    const Colour none =
        colourAt(drawn(view::Preset::Top, {800, 800}), geom::Vec3(0, -std::sin(a), std::cos(a)));
    EXPECT_GT(none.red, none.green);
}

TEST_F(RendererTest, TheSameSceneGivesTheSameBytesAndANewFieldDoesNot) {
    const view::Picture first = drawn(view::Preset::Back, {200, 150});
    EXPECT_EQ(drawn(view::Preset::Back, {200, 150}), first);
    scene_.field.values =
        std::make_shared<std::vector<float>>(head_->scalp->directions.size(), 0.0F);
    EXPECT_NE(drawn(view::Preset::Back, {200, 150}), first);
}

TEST_F(RendererTest, AQuickPictureHasTheColoursOfTheCarefulOne) {
    const PixelSize size{400, 400};
    const view::Picture careful = drawn(view::Preset::Top, size);
    const auto quick = [&] { return renderer_->draw(scene_, size, kMovingQuality).value(); };
    const view::Picture same = quick();
    for (const geom::Vec3& place : {geom::Vec3(0.5, 0, 1), geom::Vec3(0, 1, 0.5),
                                    geom::Vec3(0, 0.2, 1), geom::Vec3(0.1, -0.3, 1)}) {
        const Colour a = colourAt(careful, place), b = colourAt(same, place);
        EXPECT_NEAR(a.red, b.red, 0.03) << place.transpose();
        EXPECT_NEAR(a.green, b.green, 0.03) << place.transpose();
        EXPECT_NEAR(a.blue, b.blue, 0.03) << place.transpose();
    }
    scene_.show.field = false;
    EXPECT_GT(colourAt(quick(), {0.5, 0, 1}).red, colourAt(same, {0.5, 0, 1}).red + 0.1F);
}

TEST_F(RendererTest, ALightSkinIsDrawnInQuickPicturesOnly) {
    const view::Picture careful = drawn(view::Preset::Front, {100, 100});
    const view::Picture plain = renderer_->draw(scene_, {100, 100}, kMovingQuality).value();
    auto light = std::make_shared<anatomy::Head>(*head_);
    const anatomy::HeadPtr smaller =
        test::roundHead(8, [](const geom::Vec3& d) { return 0.5 * test::eggRadius(d); });
    light->light = {smaller->display, smaller->display->normals(), smaller->displayOcclusion};
    scene_.head = light;
    EXPECT_EQ(renderer_->draw(scene_, {100, 100}).value(), careful);
    EXPECT_NE(renderer_->draw(scene_, {100, 100}, kMovingQuality).value(), plain);
}

TEST_F(RendererTest, SizesFromOneToTheLargestAreDrawnAndMoreIsRefused) {
    for (const PixelSize size : {PixelSize{1, 1}, PixelSize{4096, 1}, PixelSize{3, 4096}}) {
        const Result<view::Picture> picture = renderer_->draw(scene_, size);
        ASSERT_TRUE(picture.ok());
        EXPECT_EQ(picture->size, size);
    }
    for (const PixelSize size :
         {PixelSize{4097, 10}, PixelSize{10, 4097}, PixelSize{0, 10}, PixelSize{10, -1}}) {
        const Result<view::Picture> picture = renderer_->draw(scene_, size);
        ASSERT_FALSE(picture.ok());
        EXPECT_NE(picture.error().message.find("1 to 4096"), std::string::npos);
    }
}

TEST_F(RendererTest, TheLargestPictureIsDrawn) {
    const view::Picture picture = drawn(view::Preset::Front, {kLargestSide, kLargestSide});
    EXPECT_EQ(picture.rgba.size(), std::size_t{4} * kLargestSide * kLargestSide);
    const Colour middle = view::pixelAt(picture, kLargestSide / 2, kLargestSide / 2);
    EXPECT_GT(middle.red, middle.blue) << "skin in the middle";
}

TEST_F(RendererTest, MissingShadersAreTold) {
    const Result<Renderer> made = Renderer::create("/nonexistent");
    ASSERT_FALSE(made.ok());
    EXPECT_NE(made.error().message.find("/nonexistent/background.vert"), std::string::npos);
}

/// Mean and largest difference of two pictures, of 255.
struct Difference {
    double mean = 0;
    int largest = 0;
};
Difference differenceOf(const view::Picture& a, const view::Picture& b) {
    Difference d;
    for (std::size_t i = 0; i < a.rgba.size(); ++i) {
        const int step = std::abs(int(a.rgba[i]) - int(b.rgba[i]));
        d.mean += step;
        d.largest = std::max(d.largest, step);
    }
    d.mean /= static_cast<double>(a.rgba.size());
    return d;
}

/// Compares with tests/data/golden/<name>.png; MESOMAP_GOLDEN=write makes them anew.
/// Mean difference per channel, of 255, that another driver's rounding may make.
constexpr double kMaxMeanDifference = 0.15;

void expectGolden(const view::Picture& picture, const std::string& name) {
    const std::filesystem::path file = kGolden / (name + ".png");
    const char* mode = std::getenv("MESOMAP_GOLDEN");
    if (mode != nullptr && std::string(mode) == "write") {
        ASSERT_TRUE(writePng(file, picture).ok());
        return;
    }
    const Result<view::Picture> golden = readPng(file);
    ASSERT_TRUE(golden.ok()) << golden.error().message;
    ASSERT_EQ(golden->size, picture.size);
    const Difference d = differenceOf(*golden, picture);
    EXPECT_LT(d.mean, kMaxMeanDifference) << name << ": drivers round differently, but not by more";
    if (d.mean >= kMaxMeanDifference)
        static_cast<void>(
            writePng(std::filesystem::temp_directory_path() / (name + ".png"), picture));
}

TEST_F(RendererTest, PicturesMatchTheirGoldens) {
    expectGolden(drawn(view::Preset::Front, {180, 180}), "round_front_light");
    expectGolden(drawn(view::Preset::ThreeQuarter, {180, 180}), "round_three_quarter_light");
    scene_.theme = view::darkTheme();
    scene_.field.scale.map = view::Colormap::Cividis;
    expectGolden(drawn(view::Preset::Top, {180, 180}), "round_top_dark");
}

TEST_F(RendererTest, APictureThatLostSomethingMissesItsGolden) {
    const Result<view::Picture> golden = readPng(kGolden / "round_top_dark.png");
    ASSERT_TRUE(golden.ok()) << golden.error().message;
    scene_.theme = view::darkTheme();
    scene_.field.scale.map = view::Colormap::Cividis;
    const view::Scene whole = scene_;
    const auto differs = [&](const char* what) {
        const view::Picture now = drawn(view::Preset::Top, {180, 180});
        EXPECT_GT(differenceOf(*golden, now).mean, kMaxMeanDifference) << what;
        scene_ = whole;
    };
    scene_.show.region = false;
    differs("no outline");
    scene_.show.field = false;
    differs("no field");
    scene_.field.contourLevels.clear();
    differs("no contours");
    scene_.field.scale.scaling = view::Scaling::Linear;
    differs("another scale");
}

TEST_F(RendererTest, AMirroredPictureMissesItsGolden) {
    const Result<view::Picture> golden = readPng(kGolden / "round_three_quarter_light.png");
    ASSERT_TRUE(golden.ok()) << golden.error().message;
    view::Picture mirrored = *golden;
    for (int y = 0; y < 180; ++y)
        for (int x = 0; x < 180; ++x)
            view::setPixel(mirrored, x, y, view::pixelAt(*golden, 179 - x, y));
    EXPECT_GT(differenceOf(*golden, mirrored).mean, kMaxMeanDifference);
}

} // namespace
} // namespace meso::gfx
