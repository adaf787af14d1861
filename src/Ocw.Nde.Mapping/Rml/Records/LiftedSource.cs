using System.Buffers;
using System.Text.RegularExpressions;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Rml.Json;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Views;
using Ocw.Nde.Mapping.Rml.Xml;

namespace Ocw.Nde.Mapping.Rml.Records;

/// <summary>A logical source whose place a harvested record takes: the record stands for what the iterator gives.</summary>
internal sealed partial class LiftedSource : RecordSource
{
    private readonly Formulation _formulation;
    private readonly NodeScope _scope;
    private readonly Query? _rest;
    private readonly JsonTree _tree = new();
    private readonly ArrayBufferWriter<byte> _json = new();
    private SourceNode? _record;

    /// <summary>A source.</summary>
    /// <param name="source">As the mapping describes it.</param>
    /// <param name="rest">What its iterator says beyond that of the record; <see langword="null"/> for the record itself.</param>
    /// <param name="options">Ceilings.</param>
    public LiftedSource(LogicalSource source, string? rest, RmlOptions options)
    {
        _formulation = source.Formulation;
        _scope = _formulation == Formulation.XPath
            ? new XmlScope("the record", new Dictionary<string, string>(StringComparer.Ordinal))
            : new JsonScope("the record", natural: false, options);
        _rest = rest is null ? null : _scope.Iterator(Plain(rest));
    }

    public override string Name => "the record";

    public override bool IsPerRecord => true;

    /// <summary>Whether the source is of the kind of a record: <c>/</c> between names for XML, dots for JSON and tables.</summary>
    public bool Fits(SourceNode record) => record.Field.Separator == '/' == (_formulation == Formulation.XPath);

    /// <summary>The record that the next reading gives.</summary>
    public void Set(SourceNode record) => _record = record;

    public override Query Compile(string reference) => _formulation switch
    {
        Formulation.JsonPath => _scope.Compile(reference),
        Formulation.XPath => _scope.Compile(Plain(reference)),
        // A column by its name, whatever is in it.
        _ => new JsonPath { Text = reference, Segments = [new Segment([new NameSelector(System.Text.Encoding.UTF8.GetBytes(reference))], IsDescendant: false)], Names = [System.Text.Encoding.UTF8.GetBytes(reference)] },
    };

    public override void Read(Action<RecordNode> record, Action<string> fault, CancellationToken cancellation)
    {
        if (_record is null || !Fits(_record))
            return;
        RecordNode node;
        if (_formulation == Formulation.XPath)
        {
            var xml = new XmlRecord(Name);
            xml.Set(RecordTree.ToXml(_record));
            node = xml;
        }
        else
        {
            _json.ResetWrittenCount();
            RecordTree.WriteJson(_record, _json);
            _tree.Parse(_json.WrittenMemory, JsonSource.MaxDepth);
            node = new JsonRecord(_tree, Name, natural: false);
        }

        if (_rest is null)
            record(node);
        else
            _scope.Iterate(node, _rest, record);
    }

    // Lifted XML has no namespaces, so neither have the names that refer to it; texts in quotes stay.
    private string Plain(string xpath) => _formulation != Formulation.XPath ? xpath : Prefix().Replace(xpath, m => m.Groups["text"].Success ? m.Value : "");

    [GeneratedRegex(@"(?<text>'[^']*'|""[^""]*"")|(?<![\w:.-])[A-Za-z_][\w.-]*:(?=[A-Za-z_*])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix();
}
