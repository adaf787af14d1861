using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts one JSON document into its records: the objects at the record path, in document order.</summary>
internal sealed class JsonCutter(CutContext context, Func<Utf8Text> open)
{
    /// <summary>Cuts the document. When it is not well-formed somewhere, what came before is kept and the rest is reported as missing.</summary>
    public IEnumerable<CutItem> Cut()
    {
        var path = context.Source.RecordPath is { } given ? JsonPath.Parse(given) : JsonPathGuess.Find(open(), JsonRecordReader.KeyNames(context.Source), context.Options);
        var records = new JsonRecordReader(context);
        using var window = new ByteWindow(open(), context.Options.MaxRecordBytes);
        var finder = new JsonRecordFinder(window, path, context.Options.MaxDepth);
        for (var number = 1; ; number++)
        {
            var item = Next(finder, window, records, number);
            if (item is null)
                break;
            yield return item;
            if (item is CutItem.Incomplete)
                break;
        }

        context.HighWaterMark = Math.Max(context.HighWaterMark, window.HighWaterMark);
    }

    private CutItem? Next(JsonRecordFinder finder, ByteWindow window, JsonRecordReader records, int number)
    {
        try
        {
            if (!finder.TryFind(out var length))
                return null;
            var item = context.Placed(records.Read(window.Bytes[..length], $"line {window.Line} (object {number})"), window.Offset, length, (byte)',');
            finder.Take(length);
            return item;
        }
        catch (JsonException broken)
        {
            return context.EndedEarly(
                "json-not-well-formed",
                $"{JsonText.Clean(broken)} Everything before it is kept, {number - 1:N0} records; what follows cannot be read. Correct the file at the source.",
                (broken.LineNumber ?? 0) + 1);
        }
    }
}
