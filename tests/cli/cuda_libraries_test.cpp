#include <QTest>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "app/cuda_libraries.h"
#include "tests/cli/program.h"

using namespace icf::test;
namespace fs = std::filesystem;

/// The folder that ICF_CUDA_LIBTORCH names.  The libraries of the CPU build stand in for those of the CUDA build here; the real ones were tried by hand.
class CudaLibrariesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        program_ = std::make_unique<Program>();
        libraries_ = program_->path("site/torch/lib");
        fs::create_directories(libraries_);
        for (const auto& entry : fs::directory_iterator(fs::path(ICF_PROGRAM).parent_path().parent_path() / "lib"))
            fs::create_symlink(fs::canonical(entry.path()), libraries_ / entry.path().filename());
        // A library that LibTorch needs anyway.
        fs::create_symlink(fs::canonical(libraries_ / "libc10.so"), libraries_ / "libtorch_cuda.so");
        version(ICF_TORCH_VERSION "+cu130");
    }

    void theProgramLoadsThemAndComputesAsBefore()
    {
        const Outcome outcome = runWith(program_->path("site"), "tokenize --lm_path @/lm", "\"Hana lives in Bern.\"\n");
        QVERIFY2(outcome.code == 0 && outcome.err.empty(), outcome.text().c_str());
        QCOMPARE(outcome.out, program_->run("tokenize --lm_path @/lm", "\"Hana lives in Bern.\"\n").out);
        // What the loader was told is not handed on to other programs.
        QVERIFY(!runWith(program_->path("site"), "selftest --device gpu").says("LD_PRELOAD"));
    }

    void aFolderWithoutThemIsNamed()
    {
        const Outcome outcome = runWith(program_->path("nowhere"), "--version");
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.lastLine().ends_with("holds no torch/lib/libtorch_cuda.so; name the folder that ./run --cuda filled, or unset the variable"), outcome.text().c_str());
    }

    void anotherVersionIsRefused()
    {
        version("2.11.0+cu130");
        const Outcome outcome = runWith(program_->path("site"), "--version");
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.says("is LibTorch 2.11.0; this program needs " ICF_TORCH_VERSION), outcome.text().c_str());
    }

    void whatCannotBeLoadedIsRefusedInOneLine()
    {
        fs::remove(libraries_ / "libtorch_cuda.so");
        program_->write("site/torch/lib/libtorch_cuda.so", "no library");
        const Outcome outcome = runWith(program_->path("site"), "--version");
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.says("its libraries cannot be loaded here") && outcome.err.find('\n') == outcome.err.size() - 1, outcome.text().c_str());
    }

    void aChosenFolderThatIsOfNoUseIsSaidAndLeftOut()
    {
        unsetenv("ICF_CUDA_LIBTORCH");
        QVERIFY(!icf::nameCudaLibraries(program_->path("nowhere")));
        QVERIFY(QByteArray(std::getenv("ICF_CUDA_WHY_NOT")).startsWith("holds no torch/lib/libtorch_cuda.so"));
        QVERIFY(!std::getenv("ICF_CUDA_LIBTORCH"));
        unsetenv("ICF_CUDA_WHY_NOT");
        // The variable outranks it, an empty one too.
        setenv("ICF_CUDA_LIBTORCH", "", 1);
        QVERIFY(!icf::nameCudaLibraries(program_->path("nowhere")));
        QVERIFY(!std::getenv("ICF_CUDA_WHY_NOT"));
        unsetenv("ICF_CUDA_LIBTORCH");
    }

private:
    void version(const std::string& text) { program_->write("site/torch/version.py", "__all__ = ['__version__']\n__version__ = '" + text + "'\n"); }

    Outcome runWith(const std::string& folder, const std::string& arguments, const std::string& input = {})
    {
        const auto process = program_->start(arguments, [&] { setenv("ICF_CUDA_LIBTORCH", folder.c_str(), 1); });
        process->write(input.data(), qint64(input.size()));
        process->closeWriteChannel();
        return Program::wait(*process);
    }

    std::unique_ptr<Program> program_;
    fs::path libraries_;
};

QTEST_GUILESS_MAIN(CudaLibrariesTest)
#include "cuda_libraries_test.moc"
