#include "http/static_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "http/small_house.h"

namespace gig::http {
namespace {

using testing::Client;
using testing::House;
using testing::Received;

const std::string html = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

/// A web folder that is gone after the test.
class Folder {
public:
    Folder()
        : root_(std::filesystem::temp_directory_path() /
                ("gigfair_web_" + id_text(static_cast<std::int64_t>(SystemRng().next() >> 1)))) {
        write("index.html", "<head><!--gigfair:head--></head>phone");
        write("console/index.html", "<head><!--gigfair:head--></head>console");
        write("assets/app-1a2b.js", "let packed = 0;");
        write("assets/app-1a2b.js.gz", "packed bytes");
        write("icon.svg", "<svg/>");
        write(".secret", "hidden");
        write(".git/config", "hidden");
        write("../gigfair_outside.txt", "outside");
        std::filesystem::create_symlink("/etc/passwd", root_ / "link.txt");
    }
    ~Folder() { std::filesystem::remove_all(root_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::filesystem::path& root() const { return root_; }

private:
    void write(const std::string& name, const std::string& text) {
        std::filesystem::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name) << text;
    }

    std::filesystem::path root_;
};

class StaticFilesTest : public ::testing::Test {
protected:
    StaticFilesTest() {
        files_.add_folder(folder_.root());
        files_.add_folder(folder_.root() / "assets", "/second");
        files_.add_file("/city/schematic.geojson", folder_.root() / "icon.svg");
    }

    Received get(const std::string& target, const std::string& fields = "") {
        return house_.client().ask("GET", target, fields);
    }

    Folder folder_;
    StaticFiles files_{"<meta name=\"city\" content=\"330500\">"};
    House house_{{.files = &files_}};
};

TEST_F(StaticFilesTest, AFolderMayLieBelowAPath) {
    EXPECT_EQ(get("/second/app-1a2b.js").body, "let packed = 0;");
    EXPECT_EQ(get("/app-1a2b.js").status, 404);
}

TEST_F(StaticFilesTest, FilesHaveTheirTypeAndTag) {
    const Received icon = get("/icon.svg");
    EXPECT_EQ(icon.status, 200);
    EXPECT_EQ(icon.body, "<svg/>");
    EXPECT_EQ(icon.header("content-type"), "image/svg+xml");
    EXPECT_EQ(icon.header("cache-control"), "no-cache");
    EXPECT_EQ(icon.header("x-content-type-options"), "nosniff");

    const std::string tag = icon.header("etag");
    const Received known = get("/icon.svg", "If-None-Match: \"x\", W/" + tag + "\r\n");
    EXPECT_EQ(known.status, 304);
    EXPECT_EQ(known.header("etag"), tag);
    EXPECT_EQ(known.body, "");
    EXPECT_EQ(get("/icon.svg", "If-None-Match: *\r\n").status, 304);
    EXPECT_EQ(get("/icon.svg", "If-None-Match: \"x\"\r\n").status, 200);
}

TEST_F(StaticFilesTest, HashedFilesAreKeptForEver) {
    EXPECT_EQ(get("/assets/app-1a2b.js").header("cache-control"),
              "public, max-age=31536000, immutable");
}

TEST_F(StaticFilesTest, PackedFilesGoToThoseWhoTakeThem) {
    const Received packed = get("/assets/app-1a2b.js", "Accept-Encoding: br, gzip;q=0.9\r\n");
    EXPECT_EQ(packed.body, "packed bytes");
    EXPECT_EQ(packed.header("content-encoding"), "gzip");
    EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
    EXPECT_EQ(packed.header("content-type"), "text/javascript; charset=utf-8");

    const Received plain = get("/assets/app-1a2b.js", "Accept-Encoding: gzip;q=0\r\n");
    EXPECT_EQ(plain.body, "let packed = 0;");
    EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
    EXPECT_NE(plain.header("etag"), packed.header("etag"));
    EXPECT_EQ(get("/assets/app-1a2b.js.gz").status, 404);
}

TEST_F(StaticFilesTest, PagesThatAreNotThereAreTheirApplications) {
    const std::string head = "<head><meta name=\"city\" content=\"330500\"></head>";
    EXPECT_EQ(get("/").body, head + "phone");
    EXPECT_EQ(get("/", html).body, head + "phone");
    EXPECT_EQ(get("/openings/7", html).body, head + "phone");
    EXPECT_EQ(get("/console", html).body, head + "console");
    EXPECT_EQ(get("/console/jobs/7?tab=1", html).body, head + "console");
    EXPECT_EQ(get("/openings/7", html).header("cache-control"), "no-cache");
    EXPECT_EQ(get("/openings/7", html).header("content-type"), "text/html; charset=utf-8");
}

TEST_F(StaticFilesTest, ProgramsAreNeverGivenAPage) {
    for (const char* target :
         {"/api/v1/nothing", "/open/nothing", "/assets/gone.js", "/simulators/x"}) {
        EXPECT_EQ(get(target, html).status, 404) << target;
    }
    EXPECT_EQ(get("/openings/7").status, 404);
    EXPECT_EQ(get("/openings/7", "Accept: application/json\r\n").status, 404);
}

TEST_F(StaticFilesTest, NothingOutsideIsReached) {
    for (const char* target : {"/.secret", "/.git/config", "/../gigfair_outside.txt", "/link.txt",
                               "/%2e%2e/gigfair_outside.txt", "/..%2fgigfair_outside.txt",
                               "/assets/..%2f.secret", "//icon.svg", "/icon.svg/", "/ICON.SVG",
                               "/assets/../icon.svg", "/icon.svg%00.js", "/\\icon.svg"}) {
        const Received received = get(target);
        EXPECT_TRUE(received.status == 404 || received.status == 400) << target;
        EXPECT_EQ(received.body.find("hidden"), std::string::npos) << target;
        EXPECT_EQ(received.body.find("outside"), std::string::npos) << target;
    }
}

TEST_F(StaticFilesTest, OtherMethodsAreRefused) {
    Client client = house_.client();
    EXPECT_EQ(client.ask("POST", "/icon.svg", "", "{}").header("allow"), "GET, HEAD");
    const Received head = client.ask("HEAD", "/icon.svg");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), "6");
    EXPECT_EQ(get("/city/schematic.geojson").header("content-type"), "application/geo+json");
}

TEST(StaticFilesLimitTest, TooMuchIsRefusedAtStart) {
    const Folder folder;
    StaticFiles small("", {.file_bytes_max = 5});
    EXPECT_THROW(small.add_folder(folder.root()), std::runtime_error);
    StaticFiles few("", {.total_bytes_max = 40});
    EXPECT_THROW(few.add_folder(folder.root()), std::runtime_error);
    StaticFiles none;
    EXPECT_THROW(none.add_folder(folder.root() / "gone"), std::runtime_error);
}

}  // namespace
}  // namespace gig::http
