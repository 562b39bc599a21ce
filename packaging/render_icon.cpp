#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

/// Renders an SVG as a square PNG: render_icon PICTURE.svg SIZE PICTURE.png.  Run by the packaging only.
int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    if (argc != 4) {
        std::fputs("usage: render_icon PICTURE.svg SIZE PICTURE.png\n", stderr);
        return 2;
    }
    QSvgRenderer renderer(QString::fromLocal8Bit(argv[1]));
    const int size = QByteArray(argv[2]).toInt();
    QImage image(size, size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.end();
    return renderer.isValid() && image.save(QString::fromLocal8Bit(argv[3])) ? 0 : 1;
}
