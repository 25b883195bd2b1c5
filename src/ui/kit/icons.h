#pragma once

/// Glyphs of Material Design Icons 1.6.50 (Debian's fonts-materialdesignicons-webfont) by what they
/// mean here, as UTF-8 for the icon face of Fonts.
namespace meso::ui {

// clang-format off
inline constexpr const char* kIconSelect = "\xEF\x86\xB4";
inline constexpr const char* kIconSyringe = "\xEF\x8E\x91";
inline constexpr const char* kIconMove = "\xEF\x86\xB6";
inline constexpr const char* kIconEraser = "\xEF\x87\xBE";
inline constexpr const char* kIconPolygon = "\xEF\x95\xA0";
inline constexpr const char* kIconRuler = "\xEF\x91\xAD";
inline constexpr const char* kIconFit = "\xEF\x8B\xB1";
inline constexpr const char* kIconCamera = "\xEF\x84\x80";
inline constexpr const char* kIconPicture = "\xEF\x8B\xA9";
inline constexpr const char* kIconUndo = "\xEF\x95\x8D";
inline constexpr const char* kIconRedo = "\xEF\x91\x8F";
inline constexpr const char* kIconFolder = "\xEF\x89\x8B";
inline constexpr const char* kIconFolderOutline = "\xEF\x89\x96";
inline constexpr const char* kIconFolderUp = "\xEF\x81\x9D";
inline constexpr const char* kIconSave = "\xEF\x86\x93";
inline constexpr const char* kIconSaveAll = "\xEF\x86\x94";
inline constexpr const char* kIconPlay = "\xEF\x90\x8A";
inline constexpr const char* kIconPause = "\xEF\x8F\xA4";
inline constexpr const char* kIconSkipPrevious = "\xEF\x92\xAE";
inline constexpr const char* kIconSkipNext = "\xEF\x92\xAD";
inline constexpr const char* kIconRepeat = "\xEF\x91\x96";
inline constexpr const char* kIconSpeed = "\xEF\x93\x85";
inline constexpr const char* kIconSearch = "\xEF\x8D\x89";
inline constexpr const char* kIconNight = "\xEF\x96\x94";
inline constexpr const char* kIconSunny = "\xEF\x96\xA8";
inline constexpr const char* kIconThemeLightDark = "\xEF\x94\x8E";
inline constexpr const char* kIconContrast = "\xEF\x86\x97";
inline constexpr const char* kIconHelp = "\xEF\x98\xA5";
inline constexpr const char* kIconHelpFull = "\xEF\x8B\x97";
inline constexpr const char* kIconAlert = "\xEF\x80\xA6";
inline constexpr const char* kIconAlertCircle = "\xEF\x80\xA8";
inline constexpr const char* kIconAlertOutline = "\xEF\x80\xAA";
inline constexpr const char* kIconCheck = "\xEF\x84\xAC";
inline constexpr const char* kIconCheckCircle = "\xEF\x97\xA0";
inline constexpr const char* kIconCheckCircleOutline = "\xEF\x84\xB4";
inline constexpr const char* kIconClose = "\xEF\x85\x96";
inline constexpr const char* kIconEye = "\xEF\x88\x88";
inline constexpr const char* kIconEyeOff = "\xEF\x88\x89";
inline constexpr const char* kIconChevronDown = "\xEF\x85\x80";
inline constexpr const char* kIconChevronUp = "\xEF\x85\x83";
inline constexpr const char* kIconChevronLeft = "\xEF\x85\x81";
inline constexpr const char* kIconChevronRight = "\xEF\x85\x82";
inline constexpr const char* kIconExport = "\xEF\x88\x87";
inline constexpr const char* kIconDownload = "\xEF\x87\x9A";
inline constexpr const char* kIconPrinter = "\xEF\x90\xAA";
inline constexpr const char* kIconPdf = "\xEF\x88\xA5";
inline constexpr const char* kIconMap = "\xEF\x8D\x8D";
inline constexpr const char* kIconMapMarker = "\xEF\x8D\x8E";
inline constexpr const char* kIconCube = "\xEF\x86\xA7";
inline constexpr const char* kIconRotate3d = "\xEF\x91\xA4";
inline constexpr const char* kIconViewGrid = "\xEF\x95\xB0";
inline constexpr const char* kIconGrid = "\xEF\x8B\x81";
inline constexpr const char* kIconSplitView = "\xEF\x86\x8A";
inline constexpr const char* kIconInformation = "\xEF\x8B\xBC";
inline constexpr const char* kIconInformationOutline = "\xEF\x8B\xBD";
inline constexpr const char* kIconKeyboard = "\xEF\x8C\x8C";
inline constexpr const char* kIconRecent = "\xEF\x8B\x9A";
inline constexpr const char* kIconClock = "\xEF\x85\x90";
inline constexpr const char* kIconTimer = "\xEF\x94\x9B";
inline constexpr const char* kIconFileNew = "\xEF\x88\xA4";
inline constexpr const char* kIconFileDocument = "\xEF\x88\x99";
inline constexpr const char* kIconPlus = "\xEF\x90\x95";
inline constexpr const char* kIconMinus = "\xEF\x8D\xB4";
inline constexpr const char* kIconDelete = "\xEF\x87\x80";
inline constexpr const char* kIconRefresh = "\xEF\x91\x90";
inline constexpr const char* kIconCancel = "\xEF\x85\x9A";
inline constexpr const char* kIconStop = "\xEF\x93\x9B";
inline constexpr const char* kIconEyedropper = "\xEF\x88\x8A";
inline constexpr const char* kIconTarget = "\xEF\x93\xBE";
inline constexpr const char* kIconCrosshairs = "\xEF\x86\xA3";
inline constexpr const char* kIconFullscreen = "\xEF\x8A\x93";
inline constexpr const char* kIconFullscreenExit = "\xEF\x8A\x94";
inline constexpr const char* kIconLayers = "\xEF\x8C\xA8";
inline constexpr const char* kIconChartLine = "\xEF\x84\xAA";
inline constexpr const char* kIconChartBar = "\xEF\x84\xA8";
inline constexpr const char* kIconSettings = "\xEF\x92\x93";
inline constexpr const char* kIconTune = "\xEF\x98\xAE";
inline constexpr const char* kIconLock = "\xEF\x8C\xBE";
inline constexpr const char* kIconWater = "\xEF\x96\x8C";
inline constexpr const char* kIconTestTube = "\xEF\x99\xA8";
inline constexpr const char* kIconFlask = "\xEF\x82\x93";
inline constexpr const char* kIconPencil = "\xEF\x8F\xAB";
inline constexpr const char* kIconBrush = "\xEF\x83\xA3";
inline constexpr const char* kIconPerson = "\xEF\x80\x84";
inline constexpr const char* kIconHead = "\xEF\x99\x83";
inline constexpr const char* kIconDotsVertical = "\xEF\x87\x99";
inline constexpr const char* kIconDotsHorizontal = "\xEF\x87\x98";
inline constexpr const char* kIconMenu = "\xEF\x8D\x9C";
inline constexpr const char* kIconLightbulb = "\xEF\x8C\xB6";
inline constexpr const char* kIconSelectAll = "\xEF\x92\x86";
inline constexpr const char* kIconSelectOff = "\xEF\x92\x88";
inline constexpr const char* kIconSelection = "\xEF\x92\x89";
inline constexpr const char* kIconNumber = "\xEF\x8E\xA0";
inline constexpr const char* kIconRoute = "\xEF\x91\xAA";
inline constexpr const char* kIconRestore = "\xEF\x81\xAF";
inline constexpr const char* kIconPower = "\xEF\x90\xA5";
inline constexpr const char* kIconTextSize = "\xEF\x89\xBF";
inline constexpr const char* kIconZoomIn = "\xEF\x8D\x8B";
inline constexpr const char* kIconZoomOut = "\xEF\x8D\x8A";

/// An icon, and the letter that stands for it where the icon font is missing.
struct IconGlyph {
    const char* icon;
    char letter;
};
/// Every icon above: only these are drawn into the font texture.
inline constexpr IconGlyph kAllIcons[] = {
    {kIconSelect, 'S'}, {kIconSyringe, 'P'}, {kIconMove, 'M'}, {kIconEraser, 'E'},
    {kIconPolygon, 'A'}, {kIconRuler, 'R'}, {kIconFit, 'F'}, {kIconCamera, 'C'},
    {kIconPicture, 'I'}, {kIconUndo, '<'}, {kIconRedo, '>'}, {kIconFolder, 'O'},
    {kIconFolderOutline, 'O'}, {kIconFolderUp, '^'}, {kIconSave, 'S'}, {kIconSaveAll, 'S'},
    {kIconPlay, '>'}, {kIconPause, '='}, {kIconSkipPrevious, '<'}, {kIconSkipNext, '>'},
    {kIconRepeat, 'o'}, {kIconSpeed, 'x'}, {kIconSearch, '/'}, {kIconNight, 'D'},
    {kIconSunny, 'L'}, {kIconThemeLightDark, 'T'}, {kIconContrast, 'H'}, {kIconHelp, '?'},
    {kIconHelpFull, '?'}, {kIconAlert, '!'}, {kIconAlertCircle, '!'}, {kIconAlertOutline, '!'},
    {kIconCheck, 'v'}, {kIconCheckCircle, 'v'}, {kIconCheckCircleOutline, 'v'}, {kIconClose, 'x'},
    {kIconEye, 'o'}, {kIconEyeOff, '-'}, {kIconChevronDown, 'v'}, {kIconChevronUp, '^'},
    {kIconChevronLeft, '<'}, {kIconChevronRight, '>'}, {kIconExport, 'X'}, {kIconDownload, 'v'},
    {kIconPrinter, 'P'}, {kIconPdf, 'P'}, {kIconMap, 'm'}, {kIconMapMarker, '.'}, {kIconCube, '3'},
    {kIconRotate3d, '3'}, {kIconViewGrid, '#'}, {kIconGrid, '#'}, {kIconSplitView, '|'},
    {kIconInformation, 'i'}, {kIconInformationOutline, 'i'}, {kIconKeyboard, 'K'},
    {kIconRecent, 'H'}, {kIconClock, 'c'}, {kIconTimer, 't'}, {kIconFileNew, 'N'},
    {kIconFileDocument, 'D'}, {kIconPlus, '+'}, {kIconMinus, '-'}, {kIconDelete, 'x'},
    {kIconRefresh, 'o'}, {kIconCancel, 'x'}, {kIconStop, '='}, {kIconEyedropper, 'e'},
    {kIconTarget, 'o'}, {kIconCrosshairs, '+'}, {kIconFullscreen, 'F'}, {kIconFullscreenExit, 'F'},
    {kIconLayers, '='}, {kIconChartLine, '~'}, {kIconChartBar, '#'}, {kIconSettings, '*'},
    {kIconTune, '='}, {kIconLock, 'L'}, {kIconWater, 'o'}, {kIconTestTube, 'u'}, {kIconFlask, 'u'},
    {kIconPencil, '/'}, {kIconBrush, '/'}, {kIconPerson, 'P'}, {kIconHead, 'H'},
    {kIconDotsVertical, ':'}, {kIconDotsHorizontal, ':'}, {kIconMenu, '='}, {kIconLightbulb, '!'},
    {kIconSelectAll, '#'}, {kIconSelectOff, '-'}, {kIconSelection, 'Q'}, {kIconNumber, '1'}, {kIconRoute, '~'},
    {kIconRestore, 'o'}, {kIconPower, 'x'}, {kIconTextSize, 'A'}, {kIconZoomIn, '+'},
    {kIconZoomOut, '-'}};
// clang-format on

} // namespace meso::ui
