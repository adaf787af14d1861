using System.Xml.Linq;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts finding aids into units: a record for each component and one for the finding aid, each with what holds for it from the levels above.</summary>
/// <param name="context">The document.</param>
/// <param name="scope">The declarations in force around it.</param>
/// <param name="identity">By what the finding aid goes.</param>
/// <param name="heads">What each finding aid says of the whole, in order, where that was read before: also what stands behind its list of components.</param>
internal sealed class FindingAidCutter(CutContext context, XmlScope scope, FindingAidIdentity identity, IReadOnlyList<UnitHead> heads)
{
    private readonly XmlRecordCheck _check = new(context, []);
    private readonly UnitKeys _keys = new(context.Options.KeysInMemory);
    private readonly List<CutItem> _ready = [];
    private long _internal;
    private int _findingAids;
    private FindingAidWalk _walk = null!;

    /// <summary>The name of the root element; <see langword="null"/> when there is none.</summary>
    public string? Root => _walk.Root;

    /// <summary>Whether the document is whole.</summary>
    public bool IsClosed => _walk.IsClosed;

    /// <summary>Cuts a document.</summary>
    /// <param name="context">The document.</param>
    /// <param name="open">Opens its text; it is read twice.</param>
    public static IEnumerable<CutItem> Cut(CutContext context, Func<Utf8Text> open)
    {
        var heads = context.KeysOnly ? [] : Heads(context, open);
        var identity = new FindingAidIdentity(null, null, context.Name);
        using var text = open();
        using var window = new ByteWindow(text, context.Options.MaxRecordBytes);
        var cutter = new FindingAidCutter(context, new XmlScope(), identity, heads);
        foreach (var item in cutter.Cut(window, 0, 1))
            yield return item;
        context.HighWaterMark = Math.Max(context.HighWaterMark, window.HighWaterMark + cutter._walk.HighWaterMark);
        if (!cutter.IsClosed)
            yield return context.EndedEarly("cut-off", $"The document ends before the end tag of <{cutter.Root}>: it is cut off. Fetch or make it again.", window.Line);
        if (text.RepairedBytes > 0)
            yield return context.Noticed("encoding-repaired", PayloadCutter.EncodingMessage(text));
    }

    /// <summary>Reads what finding aids say of the whole.</summary>
    public static List<UnitHead> Heads(CutContext context, ByteWindow window, XmlScope scope)
    {
        var heads = new List<UnitHead>();
        var check = new XmlRecordCheck(context, []);
        var walk = new FindingAidWalk(scope, context.Options, headsOnly: true)
        {
            Ended = (unit, _, _) => heads.Add(check.Check(scope.Standalone(unit.ToElement()), unit.Line, out _, out _) is { } element ? Read(element) : UnitHead.Unknown),
        };
        while (walk.Step(window))
        {
        }

        return heads;
    }

    /// <summary>Cuts what is in a window.</summary>
    /// <param name="window">The text.</param>
    /// <param name="start">Where the text starts in the document.</param>
    /// <param name="line">The line that it starts on.</param>
    public IEnumerable<CutItem> Cut(ByteWindow window, long start, long line)
    {
        _walk = new FindingAidWalk(scope, context.Options)
        {
            Begun = unit => Begin(unit, line),
            Ended = (unit, end, isCutOff) => End(unit, start, end, line, isCutOff),
        };
        for (var more = true; more;)
        {
            more = _walk.Step(window);
            foreach (var item in _ready)
                yield return item;
            _ready.Clear();
        }

        if (_internal > 0)
            yield return context.Noticed("component-internal", $"{_internal:N0} components are marked as internal (audience) and are left out.");
    }

    private static List<UnitHead> Heads(CutContext context, Func<Utf8Text> open)
    {
        using var window = new ByteWindow(open(), context.Options.MaxRecordBytes);
        return Heads(context, window, new XmlScope());
    }

    private void Begin(OpenUnit unit, long line)
    {
        var element = unit.IsTooLarge ? null : _check.Check(scope.Standalone(unit.ToElement()), Line(unit, line), out _, out _);
        Know(unit, element);
    }

    // A unit is known from here on: components that begin now refer to it.
    private void Know(OpenUnit unit, byte[]? element)
    {
        var head = element is null ? UnitHead.Unknown : Read(element);
        if (unit.Parent is null)
            head = _findingAids < heads.Count && heads[_findingAids] != UnitHead.Unknown ? heads[_findingAids] : head;
        unit.Head = head;
        unit.IsRecord = unit.IsDescribed && !unit.IsInternal && element is not null;
        unit.Key = unit.Parent is null ? _keys.OfFindingAid(head, identity.Name)
            : !unit.IsDescribed ? unit.Parent.Key
            : _keys.OfComponent(head, unit.Parent.Key, element ?? unit.ToElement());
    }

    private void End(OpenUnit unit, long start, long end, long line, bool isCutOff)
    {
        CutItem? fault = null;
        string? repairs = null;
        var origin = $"{context.Origin}, line {Line(unit, line)}";
        var element = unit.IsTooLarge ? null : _check.Check(scope.Standalone(unit.ToElement()), Line(unit, line), out repairs, out fault);
        if (unit.Head is null)
            Know(unit, element);
        if (unit.Parent is null)
            _findingAids++;
        if (!unit.IsDescribed)
            return;
        if (unit.IsInternal)
        {
            _internal++;
            return;
        }

        var identifier = IdentifierOf(unit);
        if (isCutOff && unit.IsTorn)
            _ready.Add(new CutItem.Fault(new HarvestFault(identifier, origin, "The document is cut off within this unit. It is set aside; fetch or make the document again.", "xml-not-well-formed")));
        else if (unit.IsTooLarge)
            _ready.Add(new CutItem.Fault(new HarvestFault(identifier, origin, $"The unit itself, without the components in it, is longer than the ceiling, {context.Options.MaxRecordBytes:N0} bytes; it is set aside.", "record-too-large")));
        else if (element is null)
            _ready.Add(new CutItem.Fault(((CutItem.Fault)fault!).Value with { Identifier = identifier }));
        else
            Add(unit, element, identifier, origin, [repairs, unit.Repair], start, end);
    }

    private void Add(OpenUnit unit, byte[] element, string identifier, string origin, IEnumerable<string?> repairs, long start, long end)
    {
        unit.RecordAround?.Parts.Add(unit.Key);
        var repair = string.Join("; ", repairs.OfType<string>());
        if (repair.Length > 0)
            _ready.Add(new CutItem.Notice(new HarvestNotice("xml-repaired", $"The record is not well-formed and was put right: {repair}.", origin, identifier)));
        byte[] content = context.KeysOnly ? [] : UnitContext.Write(element, unit);
        _ready.Add(new CutItem.Record(new HarvestedRecord(identifier, identity.Datestamp ?? _walk.Changed, IsDeleted: false, content, "application/xml", origin, context.PayloadHash)
        {
            Document = context.Origin,
            Ranges = start == 0 ? unit.Ranges(end) : [.. unit.Ranges(end).Select(range => range with { Start = range.Start + start })],
        }));
    }

    // In OAI-PMH the finding aid goes by the identifier of its header, and components by that and their key.
    private string IdentifierOf(OpenUnit unit)
    {
        if (identity.Identifier is not { } given)
            return unit.Key;
        if (unit.Parent is null)
            return given;
        var root = unit;
        while (root.Parent is { } around)
            root = around;
        return $"{given}#{(unit.Key.StartsWith(root.Key + "/", StringComparison.Ordinal) ? unit.Key[(root.Key.Length + 1)..] : unit.Key)}";
    }

    private static long Line(OpenUnit unit, long line) => line + unit.Line - 1;

    private static UnitHead Read(byte[] element)
    {
        using var stream = new MemoryStream(element, writable: false);
        return UnitHead.Read(XElement.Load(stream));
    }
}

/// <summary>By what a finding aid goes.</summary>
/// <param name="Identifier">The identifier of its OAI-PMH header; <see langword="null"/> where it goes by its own number.</param>
/// <param name="Datestamp">The datestamp of that header; <see langword="null"/> for the day that the finding aid gives itself.</param>
/// <param name="Name">What it goes by when it has no number.</param>
internal sealed record FindingAidIdentity(string? Identifier, DateTimeOffset? Datestamp, string Name);
