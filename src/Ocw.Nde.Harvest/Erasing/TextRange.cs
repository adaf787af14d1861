namespace Ocw.Nde.Harvest;

/// <summary>A part of a document's text: its place and length in the text as UTF-8 without BOM.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Separator">What parts it from its neighbours and must go with it; 0 for nothing.</param>
internal readonly record struct TextRange(long Start, long Length, byte Separator = 0);
