namespace Ocw.Nde.Harvest;

/// <summary>Reads when a finding aid was last changed, from its header; else when it was made.</summary>
/// <remarks>The story of the changes is often marked as internal. Their dates alone say nothing that is not public.</remarks>
internal sealed class FindingAidDates
{
    private DateTimeOffset? _changed;
    private DateTimeOffset? _made;

    /// <summary>The newest date.</summary>
    public DateTimeOffset? Newest => _changed ?? _made;

    /// <summary>The newest date in the header of a finding aid that is a record as a whole; <see langword="null"/> for any other record.</summary>
    public static DateTimeOffset? Of(ReadOnlySpan<byte> record)
    {
        var tokens = new XmlTokenizer(record, isFinal: true);
        var dates = new FindingAidDates();
        var around = default(ReadOnlySpan<byte>);
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag))
                continue;
            var local = XmlName.Local(tokens.Name);
            if ((around.IsEmpty && !UnitName.IsFindingAid(local)) || local.SequenceEqual("archdesc"u8))
                break;
            dates.Read(local, around, tokens.Token);
            if (!local.SequenceEqual("date"u8))
                around = local;
        }

        return dates.Newest;
    }

    /// <summary>Forgets.</summary>
    public void Clear() => _changed = _made = null;

    /// <summary>Reads a start tag.</summary>
    /// <param name="local">The local name of the element.</param>
    /// <param name="around">That of the element around it.</param>
    /// <param name="tag">The tag.</param>
    public void Read(ReadOnlySpan<byte> local, ReadOnlySpan<byte> around, ReadOnlySpan<byte> tag)
    {
        if (local.SequenceEqual("date"u8) && around.SequenceEqual("change"u8))
            _changed = Newer(_changed, XmlName.Attribute(tag, "normal"));
        else if (local.SequenceEqual("date"u8) && around.SequenceEqual("creation"u8))
            _made = Newer(_made, XmlName.Attribute(tag, "normal"));
        else if (local.SequenceEqual("eventdatetime"u8))
            _changed = Newer(_changed, XmlName.Attribute(tag, "standarddatetime"));
    }

    // A year alone does not say when; 20080521 does.
    private static DateTimeOffset? Newer(DateTimeOffset? known, string? text) =>
        text is { Length: >= 8 } && Datestamp.Parse(text) is { } date && (known is null || date > known) ? date : known;
}
