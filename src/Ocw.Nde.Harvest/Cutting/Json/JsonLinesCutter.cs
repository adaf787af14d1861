namespace Ocw.Nde.Harvest;

/// <summary>Cuts JSON Lines: one object a line. A line that is not well-formed is set aside and the next one is read.</summary>
internal sealed class JsonLinesCutter(CutContext context)
{
    public IEnumerable<CutItem> Cut(Utf8Text text)
    {
        var records = new JsonRecordReader(context);
        using var window = new ByteWindow(text, context.Options.MaxRecordBytes);
        while (NextLine(window, out var length, out var isTooLong))
        {
            if (isTooLong)
                yield return context.FaultAt(window.Line, "record-too-large", $"The line is longer than the ceiling of a record, {context.Options.MaxRecordBytes:N0} bytes; it is set aside.");
            else if (Read(window, records, length) is { } item)
                yield return context.Placed(item, window.Offset, length);
            if (IsCutOff(window, length))
                yield return context.EndedEarly("cut-off", "The file ends in the middle of a line: it seems to be cut off. Fetch or make it again.", window.Line);
            window.Advance(length);
            if (isTooLong)
                SkipLine(window);
        }

        context.HighWaterMark = Math.Max(context.HighWaterMark, window.HighWaterMark);
    }

    private static bool NextLine(ByteWindow window, out int length, out bool isTooLong)
    {
        isTooLong = false;
        var searched = 0;
        while (true)
        {
            var end = window.Bytes[searched..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                length = searched + end + 1;
                return true;
            }

            searched = window.Bytes.Length;
            if (!window.Fill())
            {
                length = searched;
                isTooLong = !window.IsFinal;
                return length > 0;
            }
        }
    }

    private static void SkipLine(ByteWindow window)
    {
        while (true)
        {
            var end = window.Bytes.IndexOf((byte)'\n');
            window.Advance(end >= 0 ? end + 1 : window.Bytes.Length);
            if (end >= 0 || !window.Fill())
                return;
        }
    }

    private static CutItem? Read(ByteWindow window, JsonRecordReader records, int length)
    {
        var line = window.Bytes[..length].Trim(" \t\r\n\u001e"u8);
        return line.IsEmpty ? null : records.Read(line, $"line {window.Line}");
    }

    // The last line without line end is whole when it ends its object.
    private static bool IsCutOff(ByteWindow window, int length)
    {
        if (!window.IsFinal || length != window.Bytes.Length)
            return false;
        var last = window.Bytes[..length];
        return last[^1] != '\n' && last.TrimEnd(" \t\r"u8) is not [.., (byte)'}' or (byte)']'];
    }
}
