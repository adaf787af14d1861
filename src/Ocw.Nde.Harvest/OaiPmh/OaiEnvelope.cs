using System.Globalization;
using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>What an OAI-PMH answer says around its records: responseDate, errors, resumption token, Identify (OAI-PMH 2.0 §3.2, §3.6).</summary>
internal sealed class OaiEnvelope : XmlEnvelope
{
    private readonly StringBuilder _text = new();
    private readonly List<OaiError> _errors = [];
    private string? _errorCode;
    private bool _isRoot = true;

    /// <summary>Whether the root element is OAI-PMH.</summary>
    public bool IsOaiPmh { get; private set; }

    /// <summary>The clock of the repository.</summary>
    public DateTimeOffset? ResponseDate { get; private set; }

    /// <summary>The errors, all of them.</summary>
    public IReadOnlyList<OaiError> Errors => _errors;

    /// <summary>The token for the next page, without surrounding white space; <see langword="null"/> when it is missing or empty: the list is at its end.</summary>
    public string? ResumptionToken { get; private set; }

    /// <summary>The length of the list, if the repository says it.</summary>
    public long? CompleteListSize { get; private set; }

    /// <summary>Identify: the granularity as given.</summary>
    public string? Granularity { get; private set; }

    /// <summary>Identify: how deleted records are kept.</summary>
    public string? DeletedRecord { get; private set; }

    /// <summary>Identify: the earliest datestamp as given.</summary>
    public string? EarliestDatestamp { get; private set; }

    /// <summary>Identify: the name of the repository.</summary>
    public string? RepositoryName { get; private set; }

    public override void Start(ReadOnlySpan<byte> localName, ReadOnlySpan<byte> tag, int depth)
    {
        _text.Clear();
        if (_isRoot)
            IsOaiPmh = localName.SequenceEqual("OAI-PMH"u8);
        _isRoot = false;
        if (localName.SequenceEqual("error"u8))
            _errorCode = XmlName.Attribute(tag, "code");
        if (localName.SequenceEqual("resumptionToken"u8) && long.TryParse(XmlName.Attribute(tag, "completeListSize"), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            CompleteListSize = size;
    }

    public override void Text(ReadOnlySpan<byte> text, bool isCData)
    {
        var content = Encoding.UTF8.GetString(isCData ? text[9..^3] : text);
        _text.Append(isCData ? content : WebUtility.HtmlDecode(content));
    }

    public override void End(ReadOnlySpan<byte> localName)
    {
        var value = _text.ToString().Trim();
        _text.Clear();
        switch (Encoding.UTF8.GetString(localName))
        {
            case "responseDate":
                ResponseDate = Datestamp.Parse(value);
                break;
            case "error":
                _errors.Add(new OaiError(_errorCode ?? "unknown", value));
                break;
            case "resumptionToken":
                ResumptionToken = value.Length > 0 ? value : null;
                break;
            case "granularity":
                Granularity = value;
                break;
            case "deletedRecord":
                DeletedRecord = value;
                break;
            case "earliestDatestamp":
                EarliestDatestamp = value;
                break;
            case "repositoryName":
                RepositoryName = value;
                break;
        }
    }
}

/// <summary>An error that a repository gave.</summary>
/// <param name="Code">One of the codes of OAI-PMH 2.0 §3.6, as given.</param>
/// <param name="Message">Its text.</param>
internal sealed record OaiError(string Code, string Message)
{
    public bool Is(string code) => string.Equals(Code, code, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Message.Length == 0 ? Code : $"{Code}: {Message}";
}
