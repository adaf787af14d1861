using System.Xml;

namespace Ocw.Nde.Harvest;

/// <summary>Brings one slice to a well-formed document, repaired if need be, with the values that were asked for.</summary>
internal sealed class XmlRecordCheck(CutContext context, IReadOnlyList<XmlValuePath> paths)
{
    private readonly XmlRecordReader _reader = new(paths, context.Options.MaxDepth);

    /// <summary>The values of the last good record, one per path.</summary>
    public string?[] Values => _reader.Values;

    /// <summary>Whether the last good record is RDF/XML.</summary>
    public static bool IsRdf(string name, string ns) => ns == "http://www.w3.org/1999/02/22-rdf-syntax-ns#" && (name == "RDF" || name.EndsWith(":RDF", StringComparison.Ordinal));

    /// <summary>The name of the root of the last good record, with prefix.</summary>
    public string RootName => _reader.RootName;

    /// <summary>The namespace of the root of the last good record.</summary>
    public string RootNamespace => _reader.RootNamespace;

    /// <summary>Checks a record.</summary>
    /// <param name="record">The record with its namespaces.</param>
    /// <param name="line">The line of the document that it starts on.</param>
    /// <param name="repairs">What was put right; <see langword="null"/> if nothing.</param>
    /// <param name="fault">Why it cannot be used, if so.</param>
    /// <returns>The record, put right if need be; <see langword="null"/> together with <paramref name="fault"/>.</returns>
    public byte[]? Check(byte[] record, long line, out string? repairs, out CutItem? fault)
    {
        repairs = null;
        fault = null;
        if (TryRead(record, out var problem))
            return record;
        var repaired = XmlRepair.Apply(record, out var did);
        if (did.Length > 0 && TryRead(repaired, out var rest))
        {
            repairs = did;
            return repaired;
        }

        fault = context.FaultAt(
            line + Math.Max(0, problem!.LineNumber - 1),
            "xml-not-well-formed",
            $"{Clean(problem)} The record is set aside; correct it at the source.",
            IdentifierHint());
        return null;
    }

    // What was read before the fault: keys mostly stand at the start of a record.
    private string? IdentifierHint() => _reader.Values.FirstOrDefault(value => value is not null);

    private bool TryRead(byte[] record, out XmlException? problem)
    {
        try
        {
            _reader.Read(record);
            problem = null;
            return true;
        }
        catch (XmlException broken)
        {
            problem = broken;
            return false;
        }
    }

    // The reader adds the position within the record; the message has the one in the document.
    private static string Clean(XmlException problem)
    {
        var position = problem.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return position > 0 ? problem.Message[..position] : problem.Message;
    }
}
