namespace KneeBot.Evaluation;

/// <summary>What is wrong in the lines of a file, told at once.</summary>
/// <param name="file">Name of the file, for the message.</param>
internal sealed class LineFaults(string file)
{
    private const int MostTold = 20;

    private readonly List<string> _told = [];
    private int _count;

    /// <summary>Runs some work on a line and keeps what it throws as a <see cref="FormatException"/>.</summary>
    /// <param name="number">The line, from 1.</param>
    /// <param name="work">What reads the line.</param>
    public void Keep(int number, Action work)
    {
        try
        {
            work();
        }
        catch (FormatException e)
        {
            if (_count++ < MostTold)
                _told.Add($"{file}, line {number}: {e.Message}");
        }
    }

    /// <exception cref="EvaluationFormatException">Some line was at fault; the message has one line for each.</exception>
    public void Throw()
    {
        if (_count > MostTold)
            _told.Add($"{file}: and {_count - MostTold} more such lines");
        if (_count > 0)
            throw new EvaluationFormatException(string.Join('\n', _told));
    }
}
