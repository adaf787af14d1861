namespace Ocw.Nde.Harvest;

/// <summary>A record of OAI-PMH that is a finding aid: its components are records of their own, which come and go together with it.</summary>
/// <param name="Identifier">The identifier of the header.</param>
/// <param name="Datestamp">The datestamp of the header.</param>
internal sealed record OaiFindingAid(string Identifier, DateTimeOffset? Datestamp)
{
    private static readonly XmlValuePath IdentifierPath = XmlValuePath.Parse("header/identifier");
    private static readonly XmlValuePath DatestampPath = XmlValuePath.Parse("header/datestamp");
    private static readonly XmlValuePath StatusPath = XmlValuePath.Parse("header/@status");

    /// <summary>The finding aid that a record is; <see langword="null"/> for a deleted record, one without identifier, and everything else: then the record is looked at as any other.</summary>
    public static OaiFindingAid? Find(CutContext context, ReadOnlySpan<byte> record)
    {
        if (context.Source.FindingAids == FindingAidCut.Whole || MetadataOf(record) is not { } metadata)
            return null;
        var header = record[..metadata];
        if (new XmlKeyScan([StatusPath]).KeyOf(header) == "deleted" || new XmlKeyScan([IdentifierPath]).KeyOf(header) is not { } identifier)
            return null;
        var datestamp = new XmlKeyScan([DatestampPath]).KeyOf(header);
        return datestamp is null || !Harvest.Datestamp.IsProper(datestamp) ? null : new OaiFindingAid(identifier, Harvest.Datestamp.Parse(datestamp));
    }

    /// <summary>Cuts it.</summary>
    /// <param name="context">The page.</param>
    /// <param name="scope">The declarations in force around the record.</param>
    /// <param name="record">The record.</param>
    /// <param name="start">Where it starts in the page.</param>
    /// <param name="line">The line that it starts on.</param>
    public IEnumerable<CutItem> Cut(CutContext context, XmlScope scope, byte[] record, long start, long line)
    {
        using var window = new ByteWindow(new MemoryStream(record, writable: false), context.Options.MaxRecordBytes);
        var cutter = new FindingAidCutter(context, scope, new FindingAidIdentity(Identifier, Datestamp, Identifier), context.KeysOnly ? [] : Heads(context, scope, record));
        HarvestedRecord? last = null;
        var count = 0;
        foreach (var item in cutter.Cut(window, start, line))
        {
            if (item is not CutItem.Record { Value: var next })
            {
                yield return item;
                continue;
            }

            if (last is not null)
                yield return new CutItem.Record(last);
            last = next with { Group = Identifier };
            count++;
        }

        if (last is not null)
            yield return new CutItem.Record(last with { GroupSize = count });
    }

    private static List<UnitHead> Heads(CutContext context, XmlScope scope, byte[] record)
    {
        using var window = new ByteWindow(new MemoryStream(record, writable: false), context.Options.MaxRecordBytes);
        return FindingAidCutter.Heads(context, window, scope);
    }

    // Where <metadata> begins, when a finding aid is the first thing in it.
    private static int? MetadataOf(ReadOnlySpan<byte> record)
    {
        var tokens = new XmlTokenizer(record, isFinal: true);
        int? metadata = null;
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag))
                continue;
            var local = XmlName.Local(tokens.Name);
            if (metadata is not null)
                return UnitName.IsFindingAid(local) ? metadata : null;
            if (local.SequenceEqual("metadata"u8))
                metadata = tokens.Start;
        }

        return null;
    }
}
