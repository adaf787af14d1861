using System.Globalization;
using Ocw.Nde.Node.Commands.Input;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Node.Commands.Validation;

/// <summary>Reads the files of a validation one after the other; one that cannot be read ends it with exit code 2, for then nothing is known of it.</summary>
internal sealed class ValidationInputs(Terminal terminal, RdfReaderOptions reader, bool lenient)
{
    private readonly ReadingTrouble _trouble = new(terminal, lenient);
    private int _documents;

    /// <summary>The address of a file, or a name for standard input.</summary>
    public static string NameOf(string file) => file == InputFile.Standard ? "urn:ocwnde:stdin" : new Uri(Path.GetFullPath(file)).AbsoluteUri;

    /// <summary>Reads a file whose blank nodes are its own, whatever their labels.</summary>
    /// <param name="name">The file, or <c>-</c>.</param>
    /// <param name="format">The syntax, if it was given.</param>
    /// <param name="sink">Gets the quads.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public void Read(string name, RdfFormat? format, IQuadSink sink, CancellationToken cancellation)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"d{++_documents}");
        try
        {
            InputFile.Of(name, format, "--from").Read(terminal, sink, _trouble.Apply(reader with { BlankNodePrefix = prefix }), UnpackLimits.Default, cancellation);
        }
        catch (UserException e)
        {
            throw new UserException(e.Text, ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException(new($"{name} kan niet worden gelezen: {e.Message}", $"{name} cannot be read: {e.Message}"), ExitCode.Usage);
        }
    }

    /// <summary>Says what there was to say of all of them.</summary>
    public void Conclude() => _trouble.Conclude();
}
